import { cellsOf } from './matrix.ts'

cellsOf('others of an organisation')

import { cellsOf } from './matrix.ts'

cellsOf('those who sign')

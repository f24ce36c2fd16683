import { cellsOf } from './matrix.ts'

cellsOf('officers')

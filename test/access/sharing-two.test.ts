import { nothingIsShown } from './sharing.ts'

nothingIsShown()

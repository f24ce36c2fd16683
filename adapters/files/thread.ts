/** The thread in which the files of one document are made. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Document } from '#src/view/document.ts'
import { filesOf } from './files.ts'

const document: Document = workerData
parentPort?.postMessage(await filesOf(document))

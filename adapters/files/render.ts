/** A plain document as the files that people take away, made in a thread of its own: a large one takes seconds, in which votes must be taken. */
import { Worker } from 'node:worker_threads'
import type { Document, DocumentFile } from '#src/view/document.ts'

/** The thread is given the document and ends with its files. */
export function documentToFiles(document: Document): Promise<DocumentFile[]> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: document })
  return new Promise((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`the thread that makes files ended with ${code}`)))
  })
}

/** vitest's global set-up: the first start of the product, from nothing. Each file goes on from a copy of what it left, which takes a third of the time. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { launch, stop } from './product.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a product was started once, and stopped. */
    startedFolder: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'plenary-started-'))
  const { child } = await launch(folder)
  await stop(child)
  project.provide('startedFolder', folder)
  return () => rm(folder, { recursive: true, force: true })
}

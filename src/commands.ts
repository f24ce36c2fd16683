/** Commands: what people type, read into a use case and its arguments; one grammar for both platforms. */
import type { Intent } from './core/intent.ts'
import { nearest } from './core/words.ts'
import { type AnyUseCase, useCases } from './registry.ts'

export type Understood = Pick<Intent, 'use' | 'args' | 'opens'>

/** Reads a line without the word that calls the bot. Never fails: what nobody knows becomes help with the nearest word. */
export function understand(line: string): Understood {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*?)\s*$/.exec(line) ?? []
  if (word === '') return { use: 'help', args: {}, opens: false }
  return read(word, rest) ?? suggestion(word, rest)
}

function read(word: string, rest: string): Understood | undefined {
  const named = useCases.filter((useCase) => useCase.typed?.word === word.toLowerCase())
  for (const useCase of named) {
    const args = useCase.typed?.read(rest)
    if (args) return { use: useCase.name, args, opens: asksForForm(useCase, rest) }
  }
  if (named.length === 0) return undefined
  return { use: 'help', args: { unknown: `${word} ${rest}`.trim() }, opens: false }
}

/** A word alone asks for its form. */
function asksForForm(useCase: AnyUseCase, rest: string): boolean {
  return useCase.form !== undefined && rest === ''
}

function suggestion(word: string, rest: string): Understood {
  const words = [...new Set(useCases.flatMap(({ typed }) => (typed ? [typed.word] : [])))]
  const [near] = nearest(word, words, 1)
  const meant = near === undefined ? undefined : withoutCode(read(near, rest))
  if (near === undefined || !meant) return { use: 'help', args: { unknown: word }, opens: false }
  const opens: Record<string, string> = meant.opens ? { opens: 'yes' } : {}
  return {
    use: 'help',
    args: { unknown: word, word: near, use: meant.use, args: JSON.stringify(meant.args), ...opens },
    opens: false,
  }
}

/** What the button of a suggestion holds travels through clients, which no code does: it is asked for anew. */
function withoutCode(meant: Understood | undefined): Understood | undefined {
  return meant?.args.code === undefined ? meant : { ...meant, args: {}, opens: true }
}

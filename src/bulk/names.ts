/** Names in cells: each leads to one thing of the consortium, by its id or its name. Pure. */

/** What stands by the name of it. */
export type Named<Id> = { id: Id; name: string }

/** By the id, else by the name in any case: none, one, or several of that name. */
export function namedBy<Id extends string>(typed: string, among: readonly Named<Id>[]): Id[] {
  const byId = among.filter(({ id }) => id === typed)
  const found = byId.length > 0 ? byId : among.filter(({ name }) => name.toLowerCase() === typed.toLowerCase())
  return found.map(({ id }) => id)
}

/** The name where it leads back to the same one, also between semicolons; else the id. */
export function cellOf<Id extends string>(id: Id, among: readonly Named<Id>[]): string {
  const name = among.find((one) => one.id === id)?.name ?? id
  const [only, ...others] = namedBy(name, among)
  return only === id && others.length === 0 && !/[;\n]|^\s|\s$|^$/.test(name) ? name : id
}

/** Values between semicolons. */
export function severalIn(cell: string): string[] {
  return cell
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

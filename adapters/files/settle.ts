/** Office files are zip archives: the time of packing and random ids are taken out, so that the same content gives the same bytes. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** Zip knows no time before 1980, and no zone. */
const noTime = new Date(1980, 0, 1)

/** `madeAt`: what the archive says of when it was made. `filled`: each of its texts with what was left out until now. */
export function settled(
  archive: Uint8Array,
  madeAt: string,
  filled: (name: string, xml: string) => string = (_name, xml) => xml,
): Uint8Array {
  const ids = new Map<string, string>()
  const parts = Object.entries(unzipSync(archive)).map(([name, bytes]) => {
    if (!/\.(xml|rels)$/.test(name)) return [name, bytes] as const
    const xml = filled(name, withCountedIds(strFromU8(bytes), ids))
    return [name, strToU8(name === 'docProps/core.xml' ? dated(xml, madeAt) : xml)] as const
  })
  return zipSync(Object.fromEntries(parts), { mtime: noTime, level: 6 })
}

function dated(xml: string, madeAt: string): string {
  return xml.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${madeAt}`)
}

/** docx names a link by 21 random characters: here and in the list of links each is given the number of its first appearance. */
function withCountedIds(xml: string, ids: Map<string, string>): string {
  return xml.replaceAll(/(?<=[ :][iI]d=")rId[\w-]{21}(?=")/g, (id) => {
    const counted = ids.get(id) ?? `rIdLink${ids.size + 1}`
    ids.set(id, counted)
    return counted
  })
}

/**
 * Countries: the 249 codes of ISO 3166-1, as the runtime's CLDR names them, and EU and UN, which the standard's keepers reserve for those
 * bodies. CLDR names more regions than the standard assigns; `unassigned` are those. Source: https://www.iso.org/obp/ui/#search/code/
 */
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const unassigned = ['AC', 'CP', 'CQ', 'DG', 'EA', 'EZ', 'IC', 'QO', 'TA', 'XA', 'XB', 'XK', 'ZZ']

/** Every code with its name, in English. */
export const countries: ReadonlyMap<string, string> = new Map(
  pairs().flatMap((code) => {
    const name = names.of(code)
    return name !== undefined && isCurrent(code) && !unassigned.includes(code) ? [[code, name]] : []
  }),
)

const byName = new Map([...countries].map(([code, name]) => [bare(name), code]))

/** The code for what was typed: `jp` and `Japan` are JP. Undefined where nobody knows it. */
export function countryOf(typed: string): string | undefined {
  const code = typed.trim().toUpperCase()
  return countries.has(code) ? code : byName.get(bare(typed))
}

/** The zones of a country, one for each way in which its clocks go: a single one, unless it is wide or has islands. */
export function zonesOf(country: string, now: Temporal.Instant): string[] {
  const zoned = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones(): string[] | undefined }
  const clocks = new Map<string, string>()
  for (const zone of zoned.getTimeZones() ?? []) {
    const offsets = [now, now.add({ hours: 182 * 24 })].map((at) => at.toZonedDateTimeISO(zone).offset).join()
    if (!clocks.has(offsets)) clocks.set(offsets, zone)
  }
  return [...clocks.values()]
}

function pairs(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.flatMap((first) => letters.map((second) => first + second))
}

/** Withdrawn codes (SU, YU) and aliases (UK) stand for another one. */
function isCurrent(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
}

/** Letters alone: `Côte d’Ivoire` and `cote d'ivoire` are the same. */
function bare(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()
}

import { beforeAll, beforeEach, expect, test } from 'vitest'
import { lastsUntil, type Picture } from '#src/core/picture.ts'
import { createPictures } from '#src/pictures.ts'
import type { Fact } from '#src/readers.ts'
import { type Figure, figureToPlain } from '#src/view/figure.ts'
import { onEachDatabase } from '#test/support/database.ts'
import { type Founded, found, state } from '#test/support/database-facts.ts'

/** A group of Japan and Kenya, and two recommendations, one for Japan alone. */
onEachDatabase('Pictures', (on) => {
  let ids: Founded
  let drawn: Figure[]
  let pictures: ReturnType<typeof createPictures>
  const asked = new Map<string, Picture>()

  const until = lastsUntil(Temporal.Now.instant())
  const board = 'theme_talent'
  const at = (picture: Picture) => {
    const token = JSON.stringify(picture)
    asked.set(token, picture)
    return token
  }
  const words = async (token: string) => {
    const bytes = await pictures.bytes(token)
    return bytes && new TextDecoder().decode(bytes)
  }
  const for_ = (person: Founded['alice'], more = {}) =>
    at({ consortium: ids.id, board, until, person, asOf: '2100-01-01T00:00:00Z', ...more })

  beforeAll(async () => {
    ids = await found(on().database.store, 'pictures')
    const advised = (recommendation: `rec_${string}`, code: string): Fact => ({
      type: 'recommendation-recorded',
      ...{ recommendation, code, finding: '1', themes: ['Talent'], sealed: { title: 'One', text: '' } },
    })
    await state(on().database.store, ids.id, [
      { type: 'finding-recorded', code: '1', sealed: { title: 'One', summary: '' } },
      advised('rec_open', '1.1'),
      advised('rec_japans', '1.2'),
      {
        type: 'recommendation-relabelled',
        recommendation: 'rec_japans',
        was: 'TLP:GREEN',
        label: 'TLP:AMBER',
        recipients: [ids.japan],
      },
    ])
  })
  beforeEach(() => {
    drawn = []
    pictures = createPictures({
      store: on().database.store,
      read: (token) => asked.get(token),
      render: async (figure) => {
        drawn.push(figure)
        return { bytes: new TextEncoder().encode(figureToPlain(figure)) }
      },
    })
  })

  test('show each person what that person may see', async () => {
    expect(await words(for_(ids.alice))).toContain('2 no report')
    await state(on().database.store, ids.id, [
      { type: 'person-added', person: 'person_carol', zone: 'UTC', sealed: { name: 'Carol', contact: '' } },
      {
        type: 'seat-given',
        ...{ person: 'person_carol', organisation: ids.kenya, role: 'member', standing: 'staff' },
        ...{ from: '2020-01-01', until: null },
      },
    ])
    expect(await words(for_('person_carol'))).toContain('1 no report')
  })

  test('show a place what everyone who reads there may see', async () => {
    const token = at({ consortium: ids.id, board, until, place: ids.place, drawn: 'a' })
    expect(await words(token)).toContain('1 no report')
  })

  test('show nothing to whoever is not of the consortium, in no place of it, of no board, after their time, or of what nobody made', async () => {
    const gone = at({ consortium: ids.id, board, until, place: 'place_gone', drawn: 'a' })
    const tokens = [
      gone,
      'made up',
      for_('person_nobody'),
      for_(ids.alice, { board: 'wg_gone' }),
      for_(ids.alice, { board: 'theme_nothing' }),
      for_(ids.alice, { until: '2026-01-01T00:00:00Z' }),
    ]
    for (const token of tokens) expect(await pictures.bytes(token)).toBeUndefined()
    expect(drawn).toEqual([])
  })

  test('are drawn once while their numbers are the same, and again where drawing failed', async () => {
    await Promise.all([words(for_(ids.alice)), words(for_(ids.alice))])
    await words(for_(ids.bob))
    expect(drawn).toHaveLength(1)
    let fails = true
    const failing = createPictures({
      store: on().database.store,
      read: (token) => asked.get(token),
      render: async () => {
        if (!fails) return { bytes: new Uint8Array([1]) }
        fails = false
        throw new Error('no font')
      },
    })
    await expect(failing.bytes(for_(ids.alice))).rejects.toThrow('no font')
    expect(await failing.bytes(for_(ids.alice))).toEqual(new Uint8Array([1]))
  })
})

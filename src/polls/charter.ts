/** The charter: by which rules the consortium, or one of its groups, decides. Stated by the secretariat, and recorded. */
import { z } from 'zod'
import type { WorkingGroup } from '#src/consortium/consortium.ts'
import { secretariat } from '#src/core/access.ts'
import { accept, type Decision, decline } from '#src/core/decision.ts'
import type { GroupId } from '#src/core/id.ts'
import { refuse } from '#src/core/refusal.ts'
import { changing } from '#src/core/use-case.ts'
import { optional, plainWords, takeLast } from '#src/core/words.ts'
import { card, facts, note } from '#src/view/build.ts'
import { capital, listed } from '#src/view/phrases.ts'
import { type PollFact, Rule } from './poll.ts'
import type { Read } from './read.ts'
import { rules } from './rules/rules.ts'
import { RuleTyped } from './terms.ts'

/** Rules by which a consortium can decide; a standards body's finds positions. */
const own = Rule.options.filter((rule) => rules[rule].body === null)

const RulesTyped = z
  .string('Choose at least one rule.')
  .transform((typed) => typed.split(',').filter((name) => name.trim() !== ''))
  .pipe(z.array(RuleTyped).min(1, 'Choose at least one rule.'))

type State = { groups: WorkingGroup[]; charters: ReadonlyMap<GroupId | null, Rule[]> }

export const setCharter = changing('set-charter', {
  input: z.object({ rules: RulesTyped, group: optional(z.string().trim()) }),
  says: 'State by which rules the consortium or a group decides',
  may: secretariat,
  typed: {
    word: 'charter',
    button: 'Set charter',
    usage: 'charter RULES for GROUP',
    examples: ['charter two thirds, unanimity for Evaluation', 'charter simple majority'],
    read: (rest) => {
      const { before, after } = takeLast(` ${rest}`, 'for')
      return { ...(before && { rules: before }), ...(after && { group: after }) }
    },
  },
  form: async (_values, read: Read) => {
    const groups = await read.consortium.groups()
    const charters = await read.polls.charters()
    const names = groups.map(({ id, name }) => ({ value: id as string, label: name }))
    return {
      title: 'Set a charter',
      submit: 'Set charter',
      fields: [
        ...(names.length === 0
          ? []
          : [
              {
                kind: 'choice' as const,
                name: 'group',
                label: 'Of',
                hint: 'Without one: the consortium, for every group without its own',
                required: false,
                options: names,
              },
            ]),
        {
          kind: 'choices',
          name: 'rules',
          label: 'Decides by',
          required: true,
          options: own.map((rule) => ({ value: rule, label: rules[rule].name })),
        },
      ],
      note: [`The consortium decides by ${named(charters.get(null) ?? [])}.`],
    }
  },
  load: async (_input, read: Read): Promise<State> => ({
    groups: await read.consortium.groups(),
    charters: await read.polls.charters(),
  }),
  decide: (input, { groups, charters }): Decision<PollFact> => {
    const said = plainWords(input.group ?? '').join(' ')
    const group = groups.find(({ id, name }) => id === input.group || plainWords(name).join(' ') === said)
    if (input.group !== undefined && !group) {
      const names = groups.map(({ name }) => name)
      return decline(refuse('group-unknown', { typed: input.group, names }, { field: 'group' }))
    }
    const stated = [...new Set(input.rules)]
    const foreign = stated.filter((rule) => !own.includes(rule))
    if (foreign.length > 0) {
      return decline(refuse('rule-of-a-body', { rules: foreign.map(nameOf) }, { field: 'rules' }))
    }
    const was = charters.get(group?.id ?? null) ?? []
    const says = {
      ...card(
        `${group?.name ?? 'The consortium'} decides by ${named(stated)}`,
        facts(
          ['Before', capital(named(was))],
          ...stated.map((rule): [string, string] => [nameOf(rule), rules[rule].says]),
        ),
        note('Polls that are open keep the rule under which they were opened.'),
      ),
      tone: 'good' as const,
    }
    if (group === undefined && was.join() === stated.join()) return accept([], { says })
    return accept([{ type: 'charter-set', group: group?.id ?? null, rules: stated }], { says })
  },
})

function nameOf(rule: Rule): string {
  return rules[rule].name
}

function named(all: readonly Rule[]): string {
  return listed(all.map((rule) => nameOf(rule).toLowerCase()))
}

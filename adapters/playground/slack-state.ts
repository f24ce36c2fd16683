/** A modal's inputs: their values as Slack reports them, and what its client checks before it sends anything. */
import type { Json } from './wire.ts'

type Values = Record<string, string>
type Input = { block: string; action: string; element: Json; optional: boolean }

/** `state.values` of a view, from what was filled in by block. */
export function stateOf(view: Json, values: Values): Record<string, Json> {
  return Object.fromEntries(
    inputsOf(view).map(({ block, action, element }) => {
      const value = values[block] ?? ''
      if (element.type === 'plain_text_input') {
        return [block, { [action]: { type: element.type, value: value === '' ? null : value } }]
      }
      const options: Json[] = Array.isArray(element.options) ? element.options : []
      if (element.type === 'multi_static_select') {
        const chosen = value.split(',')
        const selected_options = options.filter((option) => chosen.includes(String(option.value)))
        return [block, { [action]: { type: element.type, selected_options } }]
      }
      const selected_option = options.find((option) => option.value === value) ?? null
      return [block, { [action]: { type: element.type, selected_option } }]
    }),
  )
}

/** Problems that Slack's client finds by itself, by block. */
export function unfilled(view: Json, values: Values): Record<string, string> {
  return Object.fromEntries(
    inputsOf(view).flatMap(({ block, element, optional }) => {
      const value = values[block] ?? ''
      if (value.trim() === '') return optional ? [] : [[block, 'Please complete this required field.']]
      if (element.type !== 'plain_text_input') return []
      const most = Number(element.max_length ?? 3_000)
      return value.length > most ? [[block, `Please shorten this to ${most} characters.`]] : []
    }),
  )
}

function inputsOf(view: Json): Input[] {
  const blocks: Json[] = Array.isArray(view.blocks) ? view.blocks : []
  return blocks
    .filter((block) => block.type === 'input')
    .map((block) => {
      const element: Json = typeof block.element === 'object' && block.element !== null ? { ...block.element } : {}
      return {
        block: String(block.block_id),
        action: String(element.action_id),
        element,
        optional: block.optional === true,
      }
    })
}

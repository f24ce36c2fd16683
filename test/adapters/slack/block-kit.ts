/** Slack's side of a drawn message or modal: what its client shows, what it would make clickable, what its API would refuse. */
import { limits } from '#adapters/slack/limits.ts'

type Json = Record<string, unknown>

/** Every object in it, in reading order. */
export function objectsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  if (!isObject(value)) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

/** All words, as the client shows them. Blocks are told apart by lines, the pieces of one text are not. */
export function shownIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(shownIn).join('')
  if (!isObject(value)) return ''
  const line =
    'block_id' in value || ['header', 'context', 'rich_text', 'actions'].includes(String(value.type)) ? '\n' : ''
  if (value.type === 'text' || value.type === 'link' || value.type === 'plain_text') return String(value.text)
  if (value.type === 'date') return String(value.fallback)
  if (value.type === 'static_select')
    return shownIn(isObject(value.initial_option) ? value.initial_option.text : undefined)
  if (value.type === 'multi_static_select') return objectsIn(value.initial_options).map(shownIn).join(' ')
  if (value.type === 'image') return `\n${value.alt_text}\n`
  if (value.type === 'plain_text_input') return String(value.initial_value ?? '')
  return `${line}${Object.values(value).map(shownIn).join(line)}${line}`
}

/** Links, mentions and pings; any mrkdwn counts, since Slack reads it. */
export function linksIn(value: unknown): string[] {
  return objectsIn(value).flatMap((object) => {
    if (object.type === 'mrkdwn') return [`mrkdwn: ${object.text}`]
    if (object.type === 'link') return [String(object.url)]
    return ['user', 'usergroup', 'channel', 'broadcast', 'team'].includes(String(object.type))
      ? [String(object.type)]
      : []
  })
}

/** What Slack's API would refuse: https://docs.slack.dev/reference/block-kit */
export function violationsIn(payload: unknown): string[] {
  const isView = isObject(payload) && payload.type === 'modal'
  const blocks = isObject(payload) && Array.isArray(payload.blocks) ? payload.blocks : []
  const most = isView ? limits.viewBlocks : limits.messageBlocks
  const texts = objectsIn(blocks).flatMap((object) => (typeof object.text === 'string' ? [object.text] : []))
  const total = texts.reduce((sum, text) => sum + text.length, 0)
  return [
    ...(blocks.length > most ? [`${blocks.length} blocks`] : []),
    ...(!isView && total > limits.message ? [`${total} characters`] : []),
    ...(isView ? viewViolations(payload, blocks) : []),
    ...repeated(blocks, 'block_id'),
    ...repeated(
      objectsIn(blocks).filter((object) => object.type === 'button'),
      'action_id',
    ),
    ...objectsIn(blocks).flatMap(objectViolations),
  ]
}

function viewViolations(view: Json, blocks: unknown[]): string[] {
  return [
    ...over('title', textOf(view.title), limits.modalTitle),
    ...over('submit', textOf(view.submit) ?? 'none', limits.modalSubmit),
    ...over('close', textOf(view.close), limits.modalTitle),
    ...over('private_metadata', view.private_metadata, limits.privateMetadata),
    ...(objectsIn(blocks).some((object) => object.type === 'input') && !view.submit ? ['input without submit'] : []),
    ...(JSON.stringify(view).length > 250_000 ? ['view_too_large'] : []),
  ]
}

function objectViolations(object: Json): string[] {
  switch (object.type) {
    case 'plain_text':
    case 'text':
    case 'link':
      return [
        ...over('text', object.text, limits.text),
        ...(object.type === 'link' ? over('url', object.url, limits.url) : []),
      ]
    case 'header':
      return over('header', textOf(object.text), limits.header)
    case 'context':
      return [
        ...over('context', textOf(first(object.elements)), limits.context),
        ...count('context', object.elements, 10),
      ]
    case 'actions':
      return count('actions', object.elements, limits.actionElements)
    case 'button':
      return [
        ...over('button', textOf(object.text), limits.buttonText),
        ...(object.url === undefined
          ? over('value', object.value, limits.buttonValue)
          : over('url', object.url, limits.buttonUrl)),
        ...over('action_id', object.action_id, 255),
      ]
    case 'rich_text':
    case 'rich_text_section':
    case 'rich_text_list':
      return count(String(object.type), object.elements, Number.POSITIVE_INFINITY)
    case 'image':
      return [...over('image_url', object.image_url, limits.url), ...over('alt_text', object.alt_text, limits.imageAlt)]
    case 'date':
      return Number.isInteger(object.timestamp) ? [] : ['date.timestamp']
    case 'input':
      return [
        ...over('block_id', object.block_id, 255),
        ...over('label', textOf(object.label), limits.inputLabel),
        ...over('hint', textOf(object.hint) ?? 'none', limits.inputHint),
      ]
    case 'plain_text_input':
      return [
        ...(Number(object.max_length) > limits.inputLength ? ['max_length'] : []),
        ...(object.initial_value === undefined
          ? []
          : over('initial_value', object.initial_value, Number(object.max_length))),
      ]
    case 'static_select':
    case 'multi_static_select':
      return [...count('options', object.options, limits.options), ...optionViolations(object.options)]
    default:
      return []
  }
}

function optionViolations(options: unknown): string[] {
  if (!Array.isArray(options)) return ['options']
  return options.flatMap((option: unknown) =>
    isObject(option)
      ? [
          ...over('option', textOf(option.text), limits.optionText),
          ...over('option value', option.value, limits.optionValue),
        ]
      : ['option'],
  )
}

function over(name: string, text: unknown, max: number): string[] {
  if (typeof text !== 'string' || text.length < 1) return [`${name} is empty`]
  return text.length > max ? [`${name}: ${text.length} of ${max}`] : []
}

function count(name: string, elements: unknown, max: number): string[] {
  const size = Array.isArray(elements) ? elements.length : 0
  return size < 1 || size > max ? [`${name}: ${size} elements`] : []
}

function repeated(objects: unknown[], key: string): string[] {
  const ids = objects.flatMap((object) => (isObject(object) && key in object ? [object[key]] : []))
  return new Set(ids).size === ids.length ? [] : [`${key} is not unique`]
}

function first(elements: unknown): unknown {
  return Array.isArray(elements) ? elements[0] : undefined
}

function textOf(text: unknown): unknown {
  return isObject(text) ? text.text : undefined
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Block Kit's limits, as Slack enforces them and most doubles do not. A block type that is not listed here passes: the page draws it
 * as unknown. Source: doc comments of @slack/types 3.2 and https://docs.slack.dev/reference/block-kit
 */
import { z } from 'zod'
import type { Json } from './wire.ts'

const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() })
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() })
const text = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)])
const id = z.string().min(1).max(255).optional()

const confirm = z.strictObject({
  title: plain(100),
  text: text(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
})
const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: id,
  url: z.string().max(3000).optional(),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
})
const option = z.strictObject({ text: text(75), value: z.string().min(1).max(75), description: plain(75).optional() })
const select = z.strictObject({
  type: z.literal('static_select'),
  action_id: id,
  options: z.array(option).min(1).max(100),
  initial_option: option.optional(),
  placeholder: plain(150).optional(),
  confirm: confirm.optional(),
  focus_on_load: z.boolean().optional(),
})
const several = select.omit({ type: true, initial_option: true }).extend({
  type: z.literal('multi_static_select'),
  initial_options: z.array(option).min(1).optional(),
  max_selected_items: z.int().min(1).optional(),
})
const lineInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: id,
  initial_value: z.string().max(3000).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  placeholder: plain(150).optional(),
  focus_on_load: z.boolean().optional(),
})

const blocks: Record<string, z.ZodType> = {
  header: z.strictObject({ type: z.string(), block_id: id, text: plain(150), level: z.int().optional() }),
  section: z
    .strictObject({
      type: z.string(),
      block_id: id,
      text: text(3000).optional(),
      fields: z.array(text(2000)).min(1).max(10).optional(),
      accessory: z.discriminatedUnion('type', [button, select]).optional(),
      expand: z.boolean().optional(),
    })
    .refine((block) => block.text ?? block.fields, 'text or fields is needed'),
  context: z.strictObject({ type: z.string(), block_id: id, elements: z.array(text(3000)).min(1).max(10) }),
  divider: z.strictObject({ type: z.string(), block_id: id }),
  image: z.strictObject({
    type: z.string(),
    block_id: id,
    image_url: z.string().min(1).max(3000),
    alt_text: z.string().min(1).max(2000),
    title: plain(2000).optional(),
  }),
  actions: z.strictObject({
    type: z.string(),
    block_id: id,
    elements: z
      .array(z.discriminatedUnion('type', [button, select]))
      .min(1)
      .max(25),
  }),
  input: z.strictObject({
    type: z.string(),
    block_id: id,
    label: plain(2000),
    element: z.discriminatedUnion('type', [lineInput, select, several]),
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
  }),
}

const View = z.looseObject({
  type: z.literal('modal'),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
  blocks: z
    .array(z.looseObject({ type: z.string() }))
    .min(1)
    .max(100),
})

const Home = View.pick({ private_metadata: true, callback_id: true, external_id: true, blocks: true }).extend({
  type: z.literal('home'),
})

/** What Slack would object to in a home: https://docs.slack.dev/reference/methods/views.publish */
export function homeProblems(view: Json): string[] {
  const drawn = Home.shape.blocks.safeParse(view.blocks).data ?? []
  const inputs = drawn.flatMap(({ type }, at) =>
    type === 'input' ? [pointed('unsupported', `/view/blocks/${at}`)] : [],
  )
  return [...problemsOf(Home, view, '/view'), ...inputs, ...blockProblems(drawn, 100, '/view/blocks')]
}

/** What Slack would object to, each with a JSON pointer below `root`; none where the blocks are good. */
export function blockProblems(drawn: readonly Json[], most: 50 | 100, root: string): string[] {
  const problems = drawn.flatMap((block, at) => problemsOf(blocks[String(block.type)], block, `${root}/${at}`))
  if (drawn.length > most) problems.push(pointed(`no more than ${most} items allowed`, root))
  const ids = drawn.map((block) => block.block_id).filter((each) => each !== undefined)
  if (new Set(ids).size < ids.length) problems.push(pointed('block_id already exists', root))
  const actions = drawn.flatMap((block) => actionIds(block))
  if (new Set(actions).size < actions.length) problems.push(pointed('action_id already exists', root))
  return problems
}

/** What Slack would object to in a modal. */
export function viewProblems(view: Json): string[] {
  const own = problemsOf(View, view, '/view')
  const drawn = View.shape.blocks.safeParse(view.blocks).data ?? []
  const needsSubmit = drawn.some((block) => block.type === 'input') && view.submit === undefined
  if (needsSubmit) own.push(pointed('submit is needed where there is an input', '/view/submit'))
  return [...own, ...blockProblems(drawn, 100, '/view/blocks')]
}

/** Text over all blocks; chat.postMessage fails somewhere past 13,000 characters (bolt-js issue 2509). */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + textLength(each), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, each]) => sum + (key === 'text' && typeof each === 'string' ? each.length : textLength(each)),
    0,
  )
}

/** An action_id may stand once in a block. */
function actionIds(block: Json): string[] {
  const elements = Array.isArray(block.elements) ? block.elements : []
  return elements.flatMap((element) =>
    element?.action_id === undefined ? [] : [`${block.block_id ?? JSON.stringify(block)} ${element.action_id}`],
  )
}

function problemsOf(schema: z.ZodType | undefined, value: Json, root: string): string[] {
  const issues = schema?.safeParse(value).error?.issues ?? []
  return issues.map((issue) => pointed(issue.message, [root, ...issue.path].join('/')))
}

function pointed(says: string, pointer: string): string {
  return `${says} [json-pointer:${pointer}]`
}

/** The words of the consortium's desk at the shell: every act of it. */
import { type Command, consortium, may, needs } from './command.ts'

const yesNo = ['yes', 'no'] as const
const tables = ['groups', 'organisations', 'memberships', 'people', 'seats', 'places'] as const
const organisation = [may('name', 'FULL-NAME'), may('kind', 'KIND'), may('country', 'JP'), may('zone', 'Asia/Tokyo')]
const member = [needs('organisation', 'NAME'), needs('body', 'consortium|GROUP')]
const terms = [may('category', 'P|O|A|B|C|other'), may('class', 'CLASS'), may('votes', 'yes|no', yesNo)]
const days = [may('from', 'DAY'), may('until', 'DAY|none')]
const seat = [needs('person', 'NAME'), needs('organisation', 'NAME'), needs('role', 'ROLE')]
const standing = may('standing', 'staff|contractor|client|guest')
const person = [may('zone', 'Asia/Tokyo'), may('contact', 'TEXT')]
const audience = [
  may('kind', 'public|private|shared'),
  may('guests', 'yes|no', yesNo),
  may('outsiders', 'yes|no', yesNo),
  may('organisations', 'NAME;NAME|none'),
]

export const deskCommands: readonly Command[] = [
  command('admin', 'show-desk', 'Shows the consortium’s desk, with counts.'),
  ...tables.map((table) => ({
    ...command(
      `admin list ${table}`,
      'show-table',
      `Lists ${table}, five at a time.`,
      may('find', 'WORD'),
      may('page', 'N'),
    ),
    args: { table },
  })),
  ...tables.map((table) => ({
    ...command(
      `admin import ${table}`,
      'import-table',
      `Imports ${table} from a CSV file, row by row; the same file again changes nothing.`,
    ),
    args: { table },
    file: true as const,
  })),
  command('admin export', 'write-export', 'Writes every table into a folder, as XLSX and CSV.', needs('out', 'FOLDER')),
  command(
    'admin organisation admit',
    'admit-organisation',
    'Admits an organisation.',
    needs('short', 'NAME'),
    ...organisation,
  ),
  command(
    'admin organisation change',
    'change-organisation',
    'Changes what is given of an organisation.',
    ...[needs('organisation', 'NAME'), may('short', 'NAME'), ...organisation],
  ),
  command(
    'admin group form',
    'form-group',
    'Forms a committee or working group.',
    needs('name', 'NAME'),
    needs('kind', 'committee|working-group'),
  ),
  command('admin membership begin', 'begin-membership', 'Begins a membership.', ...member, ...terms, ...days),
  command(
    'admin membership change',
    'change-membership',
    'Changes what is given of a membership.',
    ...member,
    ...terms,
    ...days,
  ),
  command(
    'admin membership end',
    'end-membership',
    'Ends a membership, today or on a day.',
    ...member,
    may('until', 'DAY'),
  ),
  command(
    'admin person add',
    'add-person',
    'Adds a person.',
    needs('name', 'NAME'),
    ...person,
    may('sure', 'yes', ['yes']),
  ),
  command(
    'admin person change',
    'change-person',
    'Changes what is given of a person.',
    needs('person', 'NAME'),
    may('name', 'NAME'),
    ...person,
  ),
  command('admin seat give', 'give-seat', 'Gives a person a seat of an organisation.', ...seat, standing, ...days),
  command('admin seat change', 'change-seat', 'Changes what is given of a seat.', ...seat, standing, ...days),
  command('admin seat end', 'end-seat', 'Ends a seat, today or on a day.', ...seat, may('until', 'DAY')),
  command(
    'admin place change',
    'change-place',
    'States who reads in a place.',
    needs('channel', 'NAME'),
    may('name', '#CHANNEL'),
    ...audience,
  ),
  command('admin place release', 'release-place', 'Releases a channel from its group.', needs('channel', 'NAME')),
  {
    words: 'consortium found',
    use: 'found-consortium',
    says: 'Founds a consortium, with a first organisation and the first person of its secretariat.',
    options: [
      ...[needs('name', 'NAME'), may('zone', 'Europe/Paris'), may('label', 'TLP:GREEN'), needs('person', 'NAME')],
      ...[needs('organisation', 'SHORT-NAME'), may('full-name', 'NAME'), needs('kind', 'KIND'), needs('country', 'JP')],
      ...[
        may('organisation-zone', 'Asia/Tokyo'),
        may('category', 'P|O|A|B|C|other'),
        may('votes', 'yes|no', yesNo),
        consortium,
      ],
    ],
  },
]

function command(words: string, use: string, says: string, ...options: Command['options']): Command {
  return { words, use, says, options: [...options, consortium] }
}

/** The page: two panes that follow what the server tells. */
import { follow, getCast } from './api.ts'
import { createPane } from './pane.ts'
import { createTraffic } from './traffic.ts'

const connection = document.getElementById('connection')
const panes = (await getCast()).map(createPane)
document.getElementById('panes')?.append(...panes.map((pane) => pane.root))

const traffic = createTraffic()
document.body.append(traffic.root)

follow({
  changed(change) {
    for (const pane of panes) pane.changed(change)
  },
  passed: traffic.passed,
  alive(connected) {
    if (connection)
      connection.textContent = connected
        ? ''
        : 'Not connected. If the server was started anew, open the address that it printed.'
    if (!connected) return
    void traffic.refresh().catch(() => undefined)
    for (const pane of panes) void pane.refresh()
  },
})

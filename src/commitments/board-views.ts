/** Recommendations as people see them, with the commitments that answer them. */
import { type Recommendation, recommendationReference } from '#src/recommendations/recommendation.ts'
import { card, facts, text } from '#src/view/build.ts'
import type { Card } from '#src/view/card.ts'

/** A recommendation, as everyone in the consortium may see it. */
export function recommendationCard(recommendation: Recommendation): Card {
  const { finding, themes } = recommendation
  return card(
    `${recommendationReference(recommendation)} ${recommendation.title}`,
    text(recommendation.text),
    facts(['Finding', `${finding.code} ${finding.title}`], ...themesFact(themes)),
  )
}

function themesFact(themes: string[]): [string, string][] {
  return themes.length === 0 ? [] : [['Themes', themes.join(', ')]]
}

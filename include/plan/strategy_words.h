/* strategy_words.h - what money serves, what objectives lack, how mature the company is and what it remarks, in words;
 * for the workbook and the terminal. */
#ifndef KPI_PLAN_STRATEGY_WORDS_H
#define KPI_PLAN_STRATEGY_WORDS_H
#include "core/scope.h"
#include "plan/words.h"

/* "5 of 6 objectives have a measured outcome", "1 of 1 objective has .."; "There is no objective to judge" */
struct str say_measured(struct arena *a, const struct headline *h);
/* "Community is a social goal, which is not judged itself: its KPIs count under Trust."; for each that counts under none of the
 * part's goals, of more than so many their number; empty where there is none. */
struct str say_counts_under(struct arena *a, const struct facts *f, const struct outcome *o,
                            const struct scope *s, size_t most);
/* "14 of 35 social metrics serve a goal"; "No social metric was seen" */
struct str say_serve(struct arena *a, const struct headline *h);
/* "12.4 k€ of 22.1 k€ of spend (56%) serve a business goal; 4.2 k€ serve none (Brand film), 5.5 k€ name no campaign.";
 * empty where there is no spend. */
struct str say_spend(struct arena *a, const struct facts *f, const struct outcome *o);
/* "Maturity: Presence, stage 2 of 6. For the next stage, Engagement, it lacks: Training and 2 more."; most: at most so many needs, the others counted; empty
 * where the model has no stages. */
struct str say_maturity(struct arena *a, const struct outcome *o, size_t most);
/* "Strategy, governance and funding: 5 of 6 objectives have all three. Solve customer problems: no sponsor." */
struct str say_lamps(struct arena *a, const struct facts *f, const struct outcome *o, size_t most);
/* "Two dealers, one order (Head of Sales)" */
struct str note_words(struct arena *a, const struct note *n);
/* What the goal's campaigns spent in the period: "7.1 k€ of spend in the period: Autumn Dealers"; empty: nothing. */
struct str goal_spend_words(struct arena *a, const struct facts *f, const struct outcome *o,
                            const struct goal *g);
/* "decides: Board · executes: Sales · pays: Marketing · is informed: Service"; empty where nobody is named. */
struct str goal_who_words(struct arena *a, const struct goal *g);
/* "strategy yes · governance no · funding yes (no sponsor)" */
struct str lamps_words(struct arena *a, const struct lamps *l);
/* "By kind of metrics: business result 17.8 (missed), social contribution 95.7 (met)."; of one kind alone, that the other
 * is not measured; empty where no evidence is scored. */
struct str goal_kinds_words(struct arena *a, const struct goal_outcome *g);
/* Is the note about the goal, or about a KPI that counts under it? */
bool note_is_about(const struct outcome *o, const struct note *n, const struct goal *g);
#endif

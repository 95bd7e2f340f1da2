import { removeSuppression } from "../annotations/index.js";
import { localized } from "../base/localized.js";
import type { Suppression } from "../model/annotation.js";
import type { Finding, Fix } from "../model/finding.js";
import { type DocumentContext, type DocumentRule, metadata } from "./rule.js";

/** A suppression whose date has passed no longer silences anything; saying so keeps it from lying around. */
export const expiredSuppression: DocumentRule = {
  metadata: metadata("expired-suppression", "annotation", "warning", {
    title: ["Suppression has expired", "忽略已过期"],
    description: ["The date of this borderline-ignore has passed, so the rule speaks again. Renew the date with a reason, or remove the comment.", "该 borderline-ignore 的期限已过，规则重新生效。请说明理由并延期，或删除该注释。"],
  }),
  check({ schema, file, today }) {
    return schema.suppressions
      .filter((suppression) => suppression.until !== undefined && suppression.until < today)
      .map((suppression) => ({
        rule: "expired-suppression",
        file,
        range: suppression.range,
        message: message(suppression),
        data: { kind: "problem", code: "expired-suppression", details: { until: suppression.until ?? "" } },
        identity: [...suppression.rules, suppression.reason],
      }));
  },
  fixes: removalFixes,
};

/** Who has to decide anew is named where the comment names them. */
function message({ until, owner, reason }: Suppression): Finding["message"] {
  const asked = owner === undefined ? localized("", "") : localized(` Ask ${owner}.`, `请联系 ${owner}。`);
  const why = reason === "" ? localized("", "") : localized(` Its reason was: ${reason}.`, `当时的理由：${reason}。`);
  return localized(`This suppression expired on ${until}.${why.en}${asked.en}`, `该忽略已于 ${until} 到期。${why.zh}${asked.zh}`);
}

/** Takes the suppression a finding stands on out of the text. */
export function removalFixes(finding: Finding, { file, text }: DocumentContext): readonly Fix[] {
  return [{
    id: "remove-suppression", title: localized("Remove the suppression", "删除该忽略"), rule: finding.rule, kind: "quickfix", isPreferred: true,
    edits: [{ file, edits: removeSuppression(text, file, finding.range) }],
  }];
}

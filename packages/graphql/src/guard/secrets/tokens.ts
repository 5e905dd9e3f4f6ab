import type { Span } from './span.js';

/**
 * Tokens with a prefix that nothing else has. Prefixes are those of the rules of gitleaks and secretlint; lengths are
 * only lower bounds, as issuers change them.
 *
 * @see https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml
 */
const distinctTokens = [
  '(?:gh[oprsu]|github_pat)_[\\w-]{10,}',
  'gl(?:pat|dt|rt|rtr|ptt|cbt|ft|imt|agent|oas|soat|ffct)-[\\w.-]{10,}|GR1348941[\\w-]{16,}',
  '[rsw]k_(?:live|test|prod)_[\\w-]{10,}|whsec_[\\w+/=-]{10,}',
  'shp(?:at|ca|pa|ss|tka)_[\\w-]{10,}',
  'dckr_(?:pat|oat)_[\\w-]{10,}',
  'gl(?:sa|c)_[\\w+/=-]{10,}',
  'AT(?:AT|CT)T3[\\w=-]{10,}|ATBB[A-Za-z\\d]{24,}',
  'xox[a-z]-[\\w.-]{10,}|xapp-\\d-[\\w-]{10,}|xoxe\\.[\\w.-]{16,}',
  'AGE-SECRET-KEY-1[A-Z\\d]{20,}',
  'sk-(?:ant|proj|svcacct|admin|or|lf|kimi)-[\\w-]{10,}',
  '(?:pplx|xai|gsk|nvapi|fw)[-_](?=[\\w-]{0,40}\\d)[\\w-]{20,}',
  'pypi-AgE[\\w-]{10,}',
  'do[opr]_v1_[\\w-]{16,}|dapi[a-f\\d]{32}|dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{16,}',
  'hv[bsr]\\.[\\w-]{10,}|dt0[a-z]\\d\\d\\.[\\w.]{16,}',
  'ya29\\.[\\w.-]{16,}|GOCSPX-[\\w-]{16,}|AIza[\\w-]{30,}|1//0[\\w-]{20,}',
  'SG\\.[\\w.-]{20,}|xkeysib-[\\w-]{16,}|xsmtpsib-[\\w-]{16,}|EZ[AT]K[A-Za-z\\d]{30,}',
  'lin_(?:api|oauth)_[A-Za-z\\d]{16,}|ntn_[A-Za-z\\d]{20,}|PMAK-[\\w-]{16,}|figd_[\\w-]{16,}|CFPAT-[\\w-]{16,}',
  'NR(?:AK|JS|II|AL)-[A-Za-z\\d-]{16,}|sntry[su]_[\\w+/=-]{16,}|ops_eyJ[\\w+/=-]{16,}|phx_[A-Za-z\\d]{20,}',
  'rubygems_[a-f\\d]{16,}|rdme_[a-z\\d]{16,}|pul-[a-f\\d]{32,}|pnu_[A-Za-z\\d]{20,}|CLOJARS_[a-z\\d]{20,}',
  'sq0(?:atp|csp|idp)-[\\w-]{16,}|shippo_(?:live|test)_[\\w-]{16,}|duffel_(?:live|test)_[\\w=-]{16,}|FLWSECK[\\w-]{12,}',
  'pscale_(?:tkn|oauth|pw)_[\\w=.-]{16,}|sb[ps]_(?:[a-f\\d]{20,}|secret_\\w{16,})|sb_secret_[\\w-]{16,}',
  'tskey-[\\w-]{16,}|fo1_[\\w-]{20,}|fm[12][ar]?_[\\w+/=]{32,}|HRKU-[\\w-]{16,}|fio-u-[\\w=-]{16,}|ico-[A-Za-z\\d]{32}',
  'bkua_[a-f\\d]{16,}|CCIP(?:AT|RJ)_[\\w-]{16,}|sha256~[\\w-]{20,}|tfp_[\\w.=-]{30,}|LTAI[A-Za-z\\d]{12,}',
];

/** Tokens whose prefix also begins other words, or parts of them. */
const boundedTokens = [
  '[A-Za-z\\d]{14}\\.atlasv1\\.[\\w=-]{16,}',
  '(?:A3T[A-Z\\d]|AKIA|ASIA|ABIA|ACCA)[A-Z\\d]{16}(?![A-Z\\d])',
  'sk-(?=[\\w-]{0,40}\\d)[\\w-]{16,}',
  '(?:npm|hf)_[A-Za-z\\d]{16,}|api_org_[A-Za-z\\d]{20,}',
  '(?:npm_|hf_|pypi-)(?=[\\w-]{0,60}[A-Z])(?=[\\w-]{0,60}\\d)[\\w-]{10,}',
  'eyJ[\\w-]{7,}\\.[\\w-]{7,}\\.[\\w.-]*|eyJ[\\w+/=-]{17,}',
  's\\.(?=[A-Za-z]{0,23}\\d)[A-Za-z\\d]{24}(?![\\w.])',
  'SK[a-f\\d]{32}(?!\\w)|key-[a-f\\d]{32}(?!\\w)|API-[A-Z\\d]{26}(?!\\w)|AKCp[A-Za-z\\d]{20,}|EAA[ACM][A-Za-z\\d]{40,}',
  'r8_[A-Za-z\\d]{30,}|secret_[A-Za-z\\d]{40,}|A3-[A-Z\\d]{6}-[A-Z\\d]{6}-?[A-Z\\d-]{16,}|sgp_[\\w-]{30,}',
  '[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,}|\\d{8,10}:AA[\\w-]{30,}',
];

// A token also follows a short option (`-tsk-…`), an encoded character (`%3D`) or an escape sequence (`\n`).
const afterOther = '(?<=(?<![\\w-])-[A-Za-z]|%[\\dA-F]{2}|\\\\[nrt])';
const token = new RegExp(
  `(?:(?<![A-Za-z\\d])|${afterOther})(?:${distinctTokens.join('|')})|(?:(?<![\\w-])|${afterOther})(?:${boundedTokens.join('|')})`,
  'g',
);

/** Secrets after a word that is no name. */
const precededTokens = /(?<![\w-])(?:bearer {1,8}(?<token>[\w.~+/=-]{8,})|basic {1,8}(?<pair>[\w+/]{8,}={1,2}))/gi;

/** Returns tokens with a known prefix, and those after `Bearer` and `Basic`. */
export function knownTokens(text: string): Span[] {
  const spans: Span[] = [];
  for (const pattern of [token, precededTokens]) {
    pattern.lastIndex = 0;
    for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
      const secret = found.groups?.['token'] ?? found.groups?.['pair'] ?? found[0];
      spans.push({ from: pattern.lastIndex - secret.length, to: pattern.lastIndex });
    }
  }
  return spans;
}

/** Returns private keys, from after their first line to before their last. */
export function privateKeys(text: string): Span[] {
  const spans: Span[] = [];
  if (!text.includes('PRIVATE KEY')) return spans;
  const begin = /-----BEGIN [\w ]{0,60}PRIVATE KEY(?: BLOCK)?-----/g;
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const from = begin.lastIndex;
    const end = text.indexOf('-----END ', from);
    const to = end < 0 ? text.length : end;
    spans.push({ from, to });
    begin.lastIndex = to;
  }
  return spans;
}

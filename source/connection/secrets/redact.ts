/** First and last four characters of a secret, or dots when it is too short to show any of it. */
export const fingerprint = (secret: string): string =>
	secret.length < 16 ? '••••' : `${secret.slice(0, 4)}…${secret.slice(-4)}`;

const secretParameters =
	'client_secret|refresh_token|access_token|enhance_token|id_token|code_verifier|code_challenge|code|token|state|device_code';

const replacements: readonly (readonly [RegExp, string])[] = [
	// Headers first: they may hold any of the later shapes.
	[
		/\b(authorization|proxy-authorization|cookie|set-cookie)(["']?\s*[:=]\s*["']?)[^\r\n"']+/gi,
		'$1$2[redacted]',
	],
	[/\b(Zoho-oauthtoken|Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/gi, '$1 [redacted]'],
	[
		new RegExp(`(["']?\\b(?:${secretParameters})["']?\\s*[:=]\\s*["']?)[^\\s"'&,;}<>]+`, 'gi'),
		'$1[redacted]',
	],
	// Zoho's tokens and codes: a prefix and two 32-digit hexadecimal parts.
	[/\b1\d{3}\.[0-9a-f]{16,}\.[0-9a-f]{16,}\b/gi, '[redacted token]'],
	// Client secrets: 40 and more hexadecimal digits.
	[/\b[0-9a-f]{40,}\b/gi, '[redacted secret]'],
];

/**
 * Takes every secret out of a text that leaves the program for a log, an error or a crash report: tokens, codes,
 * secrets, verifiers, states, cookies and Authorization headers, by name and by shape.
 *
 * @param known secrets that are known word for word, whatever their shape
 */
export const redact = (text: string, known: readonly string[] = []): string => {
	let clean = text;
	for (const secret of known) {
		if (secret.length >= 4)
			clean = clean.replaceAll(secret, '[redacted]').replaceAll(encodeURIComponent(secret), '[redacted]');
	}
	for (const [pattern, replacement] of replacements) clean = clean.replace(pattern, replacement);
	return clean;
};

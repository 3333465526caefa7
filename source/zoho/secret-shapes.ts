/** Zoho's tokens and codes are a prefix and two parts of hexadecimal digits, its client secrets 42 such digits. */
const shapes = /\b(?:1\d{3}\.[0-9a-f]{16,}\.[0-9a-f]{16,}|[0-9a-f]{42})\b/gi;

/** A text that a person may have typed a secret into, in place of a name or a file, without what looks like one. */
export const withoutSecrets = (text: string): string => text.replace(shapes, '[redacted]');

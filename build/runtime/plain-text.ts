/**
 * Text in which every UTF-16 unit is a whole character as people count them, so that neither a segmenter nor Unicode's
 * tables are needed: the alphabets of Europe, punctuation, arrows, boxes, symbols, kana and Han. Left out is whatever
 * joins its neighbors (marks, joiners, Hangul, surrogates, carriage return) and what no Unicode version has assigned yet.
 * A test holds every unit against the real segmenter.
 */
const letters =
	'\\u00a0-\\u00ac\\u00ae-\\u02ff\\u0370-\\u0377\\u037a-\\u037f\\u0384-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u0482\\u048a-\\u052f' +
	'\\u1e00-\\u1eff';
const symbols =
	'\\u2010-\\u2027\\u2030-\\u205e\\u20a0-\\u20c0\\u2100-\\u218b\\u2190-\\u2426\\u2460-\\u27bf\\u2800-\\u28ff';
const eastAsian =
	'\\u3000-\\u3029\\u3030-\\u303f\\u3041-\\u3096\\u309b-\\u30ff\\u4e00-\\u9fff\\uff01-\\uff9d';

const notPrintable = new RegExp(`[^ -~${letters}${symbols}${eastAsian}]`);
const notSeparate = new RegExp(`[^\\0-\\x0c\\x0e-\\x9f\\xad${letters}${symbols}${eastAsian}]`);

/** Whether each unit is one visible character whose width is its East Asian width. */
export const isPlainText = (text: string): boolean => !notPrintable.test(text);

/** Whether each unit is a grapheme of its own; control characters, escape sequences too, are such. */
export const hasSeparateUnits = (text: string): boolean => !notSeparate.test(text);

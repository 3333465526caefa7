import {parseSafeUrl} from '../zoho/data-center.js';
import {hasUnseen, maximumNameLength, unseenProblem} from './link-name.js';

/** Longer ones are no credentials: RFC 6749 sets no limit, and no server is known to come near it. */
const maximumCredentialLength = 16_384;
const maximumUrlLength = 4096;

/** What is wrong with a text, in a sentence; undefined when nothing is. */
export type Check = (text: string) => string | undefined;

/** What a person may call a service or a connection. One rule for questions, flags and imports, as all of this file. */
export const nameCheck =
	(label: string): Check =>
	name => {
		if (name === '') return `The ${label} is missing.`;
		if (name.length > maximumNameLength)
			return `The ${label} can have ${maximumNameLength} characters at most.`;
		return hasUnseen(name) ? unseenProblem : undefined;
	};

/** Where secrets may be sent. */
export const urlCheck =
	(label: string): Check =>
	text => {
		if (text === '') return `The ${label} is missing.`;
		if (text.length > maximumUrlLength) return `The ${label} is too long.`;
		return parseSafeUrl(text) === undefined || hasUnseen(text)
			? `${label} must be an https:// address (http:// for localhost) without a password.`
			: undefined;
	};

/** @param missing what to say of an empty one */
export const credentialCheck =
	(label: string, missing: string): Check =>
	text => {
		if (text === '') return missing;
		if (text.length > maximumCredentialLength) return `The ${label} is too long.`;
		return hasUnseen(text) ? `The ${label} has characters that cannot be seen.` : undefined;
	};

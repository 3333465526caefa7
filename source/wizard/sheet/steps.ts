import type {ConsoleValue} from '../../zoho/client.js';
import type {Entrance} from '../../zoho/sigma/entrances.js';
import type {AnswerKey} from '../answers.js';

/** The parts of the way into Sigma, in its order; also the rail of the co-pilot. */
export const sheetParts = [
	{id: 'redirects', rail: 'Redirect URLs', title: 'Redirect URLs'},
	{id: 'clicks', rail: 'New Connection', title: 'New Connection'},
	{id: 'values', rail: 'Values', title: 'Create New Service'},
	{id: 'connect', rail: 'Connect', title: 'Connect'},
	{id: 'manifest', rail: 'Manifest', title: 'plugin-manifest.json'},
] as const;

export type SheetPart = (typeof sheetParts)[number]['id'];

/** What a person does with a step: pastes a text, pastes a secret, chooses from a list, clicks, or adds a snippet to a file. */
export type StepKind = 'copy' | 'secret' | 'choose' | 'click' | 'snippet';

/** One thing to do on the way into Sigma. */
export type SheetStep = {
	/** Stays the same from call to call, so that it can be marked as done. */
	readonly id: string;
	readonly part: SheetPart;
	readonly kind: StepKind;
	/** The label of a field or a button in Sigma's words; of a redirect URL its data center. */
	readonly label: string;
	/** What is pasted or chosen; `''` for a click, and for a secret that is not opened. */
	readonly value: string;
};

/** One field of Sigma's form; a secret that is not shown cannot be copied either. */
export type FormValue = ConsoleValue & {readonly key: AnswerKey};

const kindOf = ({key, copyable}: FormValue): StepKind => {
	if (key === 'clientSecret') return 'secret';
	return copyable ? 'copy' : 'choose';
};

const click = (part: SheetPart, id: string, label: string): SheetStep => ({
	id,
	part,
	kind: 'click',
	label,
	value: '',
});

/**
 * Every step from the API Console to the manifest, in order: Sigma's redirect URLs, the clicks to its form, the form's fields and
 * its button, the name and the consent, the snippet.
 *
 * Source: "Custom Connections" of the Zoho Books extension guide.
 *
 * @param given.form the fields up to Scope Delimiter, then Connection Name
 */
export const stepsOf = (given: {
	readonly redirectUrls: readonly {readonly name: string; readonly urls: readonly string[]}[];
	readonly entrance: Entrance;
	readonly form: readonly FormValue[];
	readonly manifest: string;
}): readonly SheetStep[] => {
	const {redirectUrls, entrance, form, manifest} = given;
	const fieldStep = (value: FormValue, part: SheetPart): SheetStep => ({
		id: `field:${value.key}`,
		part,
		kind: kindOf(value),
		label: value.label,
		// What stands for a secret that is not opened is not to be pasted anywhere.
		value: value.key === 'clientSecret' && !value.copyable ? '' : value.value,
	});
	return [
		...redirectUrls.flatMap(({name, urls}) =>
			urls.map(
				(url): SheetStep => ({
					id: `redirect:${url}`,
					part: 'redirects',
					kind: 'copy',
					label: name,
					value: url,
				}),
			),
		),
		...entrance.clicks.map((text, index) => click('clicks', `click:${entrance.door}:${index + 1}`, text)),
		...form.filter(({key}) => key !== 'connectionName').map(value => fieldStep(value, 'values')),
		click('values', 'click:create-service', 'Create Service'),
		...form.filter(({key}) => key === 'connectionName').map(value => fieldStep(value, 'connect')),
		click('connect', 'click:create-and-connect', 'Create and Connect'),
		click('connect', 'click:connect', 'Connect'),
		{
			id: 'manifest',
			part: 'manifest',
			kind: 'snippet',
			label: 'plugin-manifest.json',
			value: manifest,
		},
	];
};

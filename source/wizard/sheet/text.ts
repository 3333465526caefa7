import type {Sheet} from './make.js';
import {type SheetPart, type SheetStep, sheetParts} from './steps.js';

/** What the sheet says of a secret that is not opened. */
export const closedSecret = 'as saved; --reveal shows it';

/** What a person does with a step, as one sentence. */
export const sentenceOf = ({kind, label, value}: SheetStep): string => {
	switch (kind) {
		case 'click':
			// A button of the form is a word; the others are sentences already.
			return /[.]$/.test(label) ? label : `Click ${label}.`;
		case 'secret':
			return `${label}: ${value || closedSecret}`;
		default:
			return `${label}: ${value}`;
	}
};

const numbered = (sheet: Sheet, part: SheetPart): readonly string[] => {
	const width = String(sheet.steps.length).length;
	const labels = sheet.steps
		.filter(step => step.part === part && step.kind !== 'click')
		.map(({label}) => label.length);
	const labelWidth = Math.max(0, ...labels);
	return sheet.steps.flatMap((step, index) => {
		if (step.part !== part) return [];
		const number = `  ${String(index + 1).padStart(width)}. `;
		if (step.kind === 'click') return [`${number}${sentenceOf(step)}`];
		const value = step.kind === 'secret' ? step.value || closedSecret : step.value;
		return [`${number}${step.label.padEnd(labelWidth)}  ${value}`];
	});
};

/** What has to be said of a part before its steps. */
const intros: Readonly<Record<SheetPart, (sheet: Sheet) => string>> = {
	redirects: ({isZoho, console}) =>
		isZoho
			? `add each to Authorized Redirect URIs in the API Console, ${console ?? ''}; then Update`
			: 'register them where the client is registered',
	clicks: ({entrance, sigma}) => (entrance.door === 'product' ? `in ${entrance.place}` : `in ${sigma}`),
	values: () => 'the form, from top to bottom',
	connect: () => 'the page that appears',
	manifest: ({extension}) => `of an extension for ${extension.name} (--extension for another)`,
};

/** What Sigma makes of the name, in words. */
export const linkNameText = ({connection: {sigmaLinkName}}: Sheet): string =>
	sigmaLinkName === null
		? 'Sigma asks for a Connection Link Name: type one with Latin letters, and name it in the manifest.'
		: `Sigma makes the link name ${sigmaLinkName} from this name.`;

/** The snippet, or why there is none. */
export const manifestText = ({steps, manifest, extension}: Sheet): string => {
	if (manifest) return steps.find(({kind}) => kind === 'snippet')?.value ?? '';
	return extension.manifestKey === 'none'
		? `None: manifests of ${extension.name} name no connections.`
		: `Not known for ${extension.name}. Sigma shows it at the connection, under Sample Code, JSON.`;
};

const indented = (text: string): string =>
	text
		.split('\n')
		.map(line => `  ${line}`)
		.join('\n');

const partText = (sheet: Sheet, part: SheetPart): readonly string[] => {
	switch (part) {
		case 'connect':
			return [
				...numbered(sheet, part),
				`  ${linkNameText(sheet)}`,
				'  "The connection has been authenticated and is ready for use."',
			];
		case 'manifest':
			return [
				...(sheet.manifest
					? [
							`  ${sheet.steps.length}. Add this to the extension's plugin-manifest.json:`,
							indented(manifestText(sheet)),
						]
					: [`  ${sheet.steps.length}. ${manifestText(sheet)}`]),
				'',
				'A call that the scopes allow',
				indented(sheet.request ?? `None: ${sheet.requestReason}`),
			];
		default:
			return numbered(sheet, part);
	}
};

/** The whole way into Sigma as text: what to know first, then each step with its number. */
export const sheetText = (sheet: Sheet): string => {
	const lints = sheet.lints.map(({tone, text}) => `${tone === 'warning' ? '!' : '-'} ${text}`);
	const {note} = sheet.entrance;
	const parts = sheetParts
		.filter(({id}) => sheet.steps.some(({part}) => part === id))
		.map(({id, title}) => [`${title}: ${intros[id](sheet)}`, ...partText(sheet, id)].join('\n'));
	return [
		`Copy ${sheet.connection.name} to Sigma, ${sheet.steps.length} steps`,
		['Before you start', ...lints, ...(note === '' ? [] : [`- ${note}`])].join('\n'),
		...parts,
	].join('\n\n');
};

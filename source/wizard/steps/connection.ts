import {nameCheck} from '../../connection/checks.js';
import {
	freeNameOf,
	isLinkName,
	linkNameOf,
	maximumNameLength,
	ownLinkName,
} from '../../connection/link-name.js';
import type {Answers} from '../answers.js';
import {
	always,
	choiceField,
	type Field,
	type Note,
	type StepDefinition,
	textField,
	type WizardContext,
} from '../field.js';

/** The name that a connection gets where a name of its own says nothing. */
const serviceNameOf = (answers: Answers, context: WizardContext): string =>
	context.services.find(({linkName}) => linkName === answers.service)?.name ?? answers.serviceName;

const dataCenterOf = (answers: Answers, context: WizardContext): string =>
	context.services.find(({linkName}) => linkName === answers.service)?.dataCenter ?? answers.dataCenter;

/** The link name that follows from a name. */
const followingLinkName = (
	name: string,
	answers: Answers,
	context: WizardContext,
	taken: readonly string[],
): string => linkNameOf(name, taken, [serviceNameOf(answers, context), dataCenterOf(answers, context)]);

const isFree = (linkName: string, {connectionLinkNames}: WizardContext): boolean =>
	isLinkName(linkName) && !connectionLinkNames.includes(linkName);

const tokenCommand = ({linkName}: Answers, {target}: WizardContext): string =>
	`zconn token ${target?.connection.linkName ?? linkName}`;

/** Where the link name of a new connection comes from, beside it. */
export const linkNameBeside = (answers: Answers, context: WizardContext): string => {
	const plain = followingLinkName(answers.connectionName, answers, context, []);
	if (!isFree(plain, context)) return `${plain} is taken`;
	return ownLinkName(answers.connectionName) === undefined
		? 'from service and data center'
		: 'free · Tab changes it';
};

const connectionName = textField({
	key: 'connectionName',
	label: 'Connection Name',
	help: {
		why: 'Your name for this consent. Its link name is what commands and scripts use.',
		instruction:
			'Name the connection and review everything. The name is for you; commands and scripts use the link name.',
		short: 'Name it; commands use the link name.',
	},
	exampleOf: tokenCommand,
	flag: '--connection-name TEXT',
	consequence: 'nothing',
	initial: (answers, context) => {
		const name = serviceNameOf(answers, context).slice(0, maximumNameLength);
		// Two of one name could not be told apart in a list.
		return context.target ? name : freeNameOf(name, context.connectionLinkNames);
	},
	check: nameCheck('Connection Name'),
	fine: (text, answers, context) =>
		context.target || !isFree(answers.linkName, context)
			? undefined
			: `${answers.linkName} is free.${ownLinkName(text) === undefined ? ' Tab changes it.' : ''}`,
	warn: (text, answers, context) => {
		// A saved connection keeps its link name, whatever it is called.
		if (context.target || text.trim() === '') return undefined;
		const plain = followingLinkName(text, answers, context, []);
		return isFree(plain, context)
			? undefined
			: `The link name ${plain} is taken; this one becomes ${answers.linkName}.`;
	},
});

const linkNameText = textField({
	key: 'linkName',
	label: 'Link name',
	help: {
		why: "Sigma's rule: lower-case letters, digits and underscores, at most 50 characters, beginning with a letter.",
		instruction:
			'The name for commands and scripts. It follows from the Connection Name until you change it.',
		short: 'The name for commands and scripts.',
	},
	exampleOf: tokenCommand,
	flag: '--link-name NAME',
	consequence: 'nothing',
	isPrefilled: true,
	isAsked: (_answers, context) => context.target === undefined,
	initial: (answers, context) =>
		followingLinkName(answers.connectionName, answers, context, context.connectionLinkNames),
	check: text =>
		isLinkName(text) ? undefined : 'Lower-case letters, digits and underscores, at most 50, first a letter.',
	fine: (text, _answers, context) => (isFree(text, context) ? `${text} is free.` : undefined),
});

/** The same, and no other connection's. */
const linkName: Field = {
	...linkNameText,
	accept: (value, answers, context) => {
		const accepted = linkNameText.accept(value, answers, context);
		if (!accepted.ok || context.target || typeof accepted.value !== 'string') return accepted;
		return isFree(accepted.value, context)
			? accepted
			: {ok: false, problem: `Another connection has the link name ${accepted.value}.`};
	},
};

const whereKept = 'Where should the tokens be kept?';
const lookOver = 'Review everything. Enter on a line opens it again.';

const keptIn = choiceField({
	key: 'keptIn',
	label: 'Keep it',
	help: {
		where: whereKept,
		why: 'Zoho gives 10 tokens in 10 minutes for one grant. Several machines need one shared token, not a copy each.',
	},
	helpElsewhere: {
		where: whereKept,
		why: 'Several machines need one shared token, not a copy each.',
	},
	flag: '--shared',
	consequence: 'nothing',
	// A saved connection moves with "zconn share" and "zconn unshare".
	isAsked: (_answers, {target, sharedStore}) => target === undefined && sharedStore !== undefined,
	initial: () => 'here',
	options: (_answers, {sharedStore}) => [
		{value: 'here', label: 'On this machine', hint: `only you can use it; ${sharedStore?.folder ?? ''}`},
		...(sharedStore
			? [
					{
						value: 'shared',
						label: 'In the shared store',
						isShared: true,
						hint: `every machine with the store's key; ${sharedStore.host}`,
					},
				]
			: []),
	],
});

const review: Note = {
	key: 'review',
	kind: 'note',
	isAsked: always,
	label: 'Review',
	help: {
		why: 'Everything in one place. Enter on a line opens it again. Your answers are saved as a draft; Zoho is not asked before the last line.',
		where: lookOver,
	},
	helpElsewhere: {
		why: 'Your answers are saved as a draft; the server is not asked before the last line.',
		where: lookOver,
	},
};

export const connection: StepDefinition = {
	id: 'connection',
	rail: 'Connection',
	title: 'Connection Name',
	items: [connectionName, linkName, keptIn, review],
	isNeeded: () => true,
	summary: answers => `${answers.connectionName} (${answers.linkName})`,
};

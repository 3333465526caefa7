import {nameSchema} from '../../connection/accepted.js';
import {freeNameOf, linkNameOf, maximumNameLength} from '../../connection/link-name.js';
import {always, choiceField, type Note, type StepDefinition, textField} from '../field.js';

const connectionName = textField({
	key: 'connectionName',
	label: 'Connection Name',
	help: {
		why: 'Your name for this consent. Its link name is what commands take.',
		example: 'Books of Acme → acme_books',
	},
	flag: '--connection-name TEXT',
	consequence: 'nothing',
	initial: (answers, context) => {
		const service = context.services.find(({linkName}) => linkName === answers.service);
		const name = (service?.name ?? answers.serviceName).slice(0, maximumNameLength);
		// Two of one name could not be told apart in a list.
		return context.target ? name : freeNameOf(name, context.connectionLinkNames);
	},
	schema: nameSchema('Connection Name'),
	warn: (text, _answers, context) => {
		// A saved connection keeps its link name, whatever it is called.
		if (context.target) return undefined;
		const plain = linkNameOf(text, []);
		const linkName = linkNameOf(text, context.connectionLinkNames);
		return linkName === plain ? undefined : `The link name ${plain} is taken; this one becomes ${linkName}.`;
	},
});

const keptIn = choiceField({
	key: 'keptIn',
	label: 'Keep it',
	help: {
		why: 'Zoho gives 10 tokens in 10 minutes for one grant. Several machines need one shared token, not a copy each.',
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
		why: 'Everything in one place. Enter on a line opens it again; nothing is sent or saved before the last one.',
	},
};

export const connection: StepDefinition = {
	id: 'connection',
	rail: 'Connection',
	title: 'Connection Name',
	intro: 'Name the connection and look everything over.',
	items: [connectionName, keptIn, review],
	isNeeded: () => true,
	summary: answers => answers.connectionName,
};

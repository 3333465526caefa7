import type {Context} from 'hono';
import type {ClientType} from '../../zoho/flows/client-type.js';
import {type ClientForm, checkForm, type FormProblem, tidyForm} from '../clients.js';
import {showPage} from '../frames.js';
import {readForm} from '../http.js';
import {errorBody} from '../pages/accounts.js';
import {clientFormBody, type FormPage} from '../pages/console.js';
import type {Client} from '../state.js';

/** The top of every trail in the console. */
export const applications = {href: '/', text: 'Applications'} as const;
export const addClient = {href: '/clients/new', text: 'Add Client'} as const;

export const showNotFound = (c: Context) =>
	showPage(c, 'console', {
		title: 'Not found',
		body: errorBody({
			text: 'There is no such client in this data center.',
			tip: 'It may have been deleted, or belong to another data center’s console.',
		}),
		trail: [applications],
		status: 404,
	});

/** A page of one client. */
export type ClientPage = {Variables: {client: Client}};

type TitledForm = Omit<FormPage, 'problems'> & {readonly title: string; readonly type: ClientType};

export const showForm = (c: Context, formPage: TitledForm, problems: readonly FormProblem[] = []) =>
	showPage(c, 'console', {
		title: formPage.title,
		body: clientFormBody({...formPage, problems}),
		trail: formPage.trail,
		status: problems.length === 0 ? 200 : 400,
	});

const readFields = async (c: Context): Promise<{readonly form: ClientForm; readonly addsRow: boolean}> => {
	const fields = await readForm(c);
	const form = {
		name: fields.get('name') ?? '',
		homepage: fields.get('homepage') ?? '',
		redirectUris: fields.getAll('redirect-uri'),
	};
	return {form, addsRow: fields.get('action') === 'add-row'};
};

/**
 * Takes a posted client form: shows it again with one more row, or with what is wrong, or is done with it.
 *
 * @param done keeps the checked form and says where to go then
 */
export const submitForm = async (
	c: Context,
	formPage: Omit<TitledForm, 'form'>,
	done: (form: ClientForm) => string,
) => {
	const {form, addsRow} = await readFields(c);
	if (addsRow)
		return showForm(c, {
			...formPage,
			form: {...form, redirectUris: [...form.redirectUris, '']},
		});
	const tidy = tidyForm(form);
	const problems = checkForm(tidy, formPage.type);
	return problems.length > 0 ? showForm(c, {...formPage, form: tidy}, problems) : c.redirect(done(tidy), 303);
};

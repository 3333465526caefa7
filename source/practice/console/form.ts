import type {Context} from 'hono';
import {type ClientForm, checkForm, type FormProblem, tidyForm} from '../clients.js';
import {frameOf, sendPage} from '../frames.js';
import {readForm} from '../http.js';
import {clientFormBody, type FormPage} from '../pages/console.js';
import {type Heading, type Html, page} from '../pages/layout.js';
import type {World} from '../world.js';

/** One console: of which world and data center. */
export type ConsoleSite = {readonly world: World; readonly dataCenter: string};

export const showPage = (
	{world, dataCenter}: ConsoleSite,
	c: Context,
	title: string,
	body: Html,
	heading: Heading = {},
	status: 200 | 400 | 404 = 200,
) => sendPage(c, page(frameOf(world, dataCenter, 'console'), title, body, 'wide', heading), status);

/** The top of every trail in the console. */
export const applications = {href: '/', text: 'Applications'} as const;

export const showForm = (
	site: ConsoleSite,
	c: Context,
	title: string,
	formPage: Omit<FormPage, 'problems'>,
	problems: readonly FormProblem[] = [],
) =>
	showPage(
		site,
		c,
		title,
		clientFormBody({...formPage, problems}),
		{trail: formPage.trail},
		problems.length === 0 ? 200 : 400,
	);

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
	site: ConsoleSite,
	c: Context,
	title: string,
	formPage: Omit<FormPage, 'form' | 'problems'>,
	done: (form: ClientForm) => string,
) => {
	const {form, addsRow} = await readFields(c);
	if (addsRow)
		return showForm(site, c, title, {
			...formPage,
			form: {...form, redirectUris: [...form.redirectUris, '']},
		});
	const tidy = tidyForm(form);
	const problems = checkForm(tidy);
	return problems.length > 0
		? showForm(site, c, title, {...formPage, form: tidy}, problems)
		: c.redirect(done(tidy), 303);
};

import {fullName, type Organization} from '../people.js';
import type {Answer, Caller} from './call.js';
import {addContact, addLeads} from './writes.js';

const fine = (body: object): Answer => ({status: 200, body});

const financeOrganizations = ({person}: Caller): Answer =>
	fine({
		code: 0,
		message: 'success',
		organizations: person.organizations.map(({id, name, currency, country}, index) => ({
			organization_id: id,
			name,
			contact_name: fullName(person),
			email: person.email,
			is_default_org: index === 0,
			currency_code: currency,
			country,
			is_org_active: true,
		})),
	});

const contactNames = ['Harbor Cafe', 'Willow & Sons', 'Quartz Studio'] as const;

type Contact = {readonly id: string; readonly name: string; readonly email: string};

const contactsOf = ({id}: Organization): readonly Contact[] =>
	contactNames.map((name, index) => ({
		id: `${id}${String(index + 1).padStart(6, '0')}`,
		name,
		email: `contact${index + 1}@example.com`,
	}));

/** A whole number of the query from 1 to `most`, else `usual`. */
const countOf = (query: URLSearchParams, name: string, usual: number, most: number): number => {
	const number = Number(query.get(name) ?? usual);
	return Number.isInteger(number) && number >= 1 && number <= most ? number : usual;
};

/** A list of one organization: the one that is asked for, or the one the token was given for. */
const financeList =
	(key: string, item: (contact: Contact) => object) =>
	({person, organization, query}: Caller): Answer => {
		const asked = query.get('organization_id');
		const found = asked === null ? organization : person.organizations.find(({id}) => id === asked);
		const page = countOf(query, 'page', 1, 1000);
		const perPage = countOf(query, 'per_page', 200, 200);
		const all = found === undefined ? [] : contactsOf(found);
		return found === undefined
			? {
					status: 400,
					body: {code: 6041, message: 'This user is not associated with the CompanyID/CompanyName.'},
				}
			: fine({
					code: 0,
					message: 'success',
					[key]: all.slice((page - 1) * perPage, page * perPage).map(item),
					page_context: {page, per_page: perPage, has_more_page: all.length > page * perPage},
				});
	};

const contacts = financeList('contacts', ({id, name, email}) => ({
	contact_id: id,
	contact_name: name,
	company_name: name,
	contact_type: 'customer',
	status: 'active',
	email,
}));

const customers = financeList('customers', ({id, name, email}) => ({
	customer_id: id,
	display_name: name,
	company_name: name,
	status: 'active',
	email,
}));

const crmOrganization = ({person, organization}: Caller): Answer =>
	fine({
		org: [
			{
				id: `${organization.id}000000001`,
				zgid: organization.id,
				company_name: organization.name,
				country: organization.country,
				iso_code: organization.currency,
				primary_email: person.email,
				type: 'production',
			},
		],
	});

const crmUsers = ({person}: Caller): Answer =>
	fine({
		users: [
			{
				id: `${person.zuid}000001`,
				zuid: String(person.zuid),
				first_name: person.firstName,
				last_name: person.lastName,
				full_name: fullName(person),
				email: person.email,
				status: 'active',
			},
		],
		info: {per_page: 200, count: 1, page: 1, more_records: false},
	});

const deskOrganizations = ({person, organization}: Caller): Answer =>
	fine({
		data: person.organizations.map(({id, name, currency}) => ({
			id,
			companyName: name,
			portalName: name.toLowerCase().replaceAll(/[^a-z]+/gu, ''),
			primaryContact: person.email,
			currencyCode: currency,
			edition: 'PROFESSIONAL',
			isDefault: id === organization.id,
		})),
	});

/** Two of each organization's, newest first. */
const deskTickets = ({organization}: Caller): Answer =>
	fine({
		data: ['Where is my order?', 'The invoice has two totals'].map((subject, index) => ({
			id: `${organization.id}${String(index + 1).padStart(6, '0')}`,
			ticketNumber: String(102 - index),
			subject,
			status: 'Open',
			channel: 'Email',
		})),
	});

/** What has an answer of its own, by method and path. Who may call it, the table of products knows. */
export const ownAnswers: Readonly<Record<string, (caller: Caller) => Answer>> = {
	'GET /books/v3/organizations': financeOrganizations,
	'GET /books/v3/contacts': contacts,
	'POST /books/v3/contacts': addContact,
	'GET /inventory/v1/organizations': financeOrganizations,
	'GET /inventory/v1/contacts': contacts,
	'GET /billing/v1/organizations': financeOrganizations,
	'GET /billing/v1/customers': customers,
	'GET /invoice/v3/organizations': financeOrganizations,
	'GET /expense/v1/organizations': financeOrganizations,
	'GET /crm/v8/org': crmOrganization,
	'GET /crm/v8/users': crmUsers,
	'POST /crm/v8/Leads': addLeads,
	'GET /bigin/v2/users': crmUsers,
	'GET /api/v1/organizations': deskOrganizations,
	'GET /api/v1/tickets': deskTickets,
	'GET /api/v3/portals': ({person}) =>
		fine(person.organizations.map(({id, name}) => ({id, portal_name: name}))),
};

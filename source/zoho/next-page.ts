import * as z from 'zod/mini';

/** Zoho Books, Inventory, Invoice, Billing, Expense: https://www.zoho.com/books/api/v3/pagination/ */
const financeSchema = z.object({page_context: z.object({page: z.number(), has_more_page: z.boolean()})});

/** Zoho CRM, Bigin, Recruit: https://www.zoho.com/crm/developer/docs/api/v8/get-records.html */
const crmSchema = z.object({
	info: z.object({
		more_records: z.boolean(),
		page: z.optional(z.number()),
		next_page_token: z.optional(z.nullable(z.string())),
	}),
});

/** Zoho Desk: https://desk.zoho.com/DeskAPIDocument#Pagination */
const deskSchema = z.object({data: z.array(z.unknown())});

const withQuery = (url: string, change: Readonly<Record<string, string | undefined>>): string => {
	const next = new URL(url);
	for (const [name, value] of Object.entries(change)) {
		if (value === undefined) next.searchParams.delete(name);
		else next.searchParams.set(name, value);
	}
	return next.href;
};

const deskPage = (url: string, rows: number): string | undefined => {
	const {searchParams} = new URL(url);
	const limit = Number(searchParams.get('limit') ?? '0');
	// Desk does not say whether there is more: a page that is not full is the last one, and so is an empty one.
	if (rows === 0 || rows < limit) return undefined;
	return withQuery(url, {from: String(Number(searchParams.get('from') ?? '0') + rows)});
};

/**
 * The address of the page behind this one, in the way of the product that answered; undefined when this is the last one, or
 * when the answer has no pages.
 *
 * @param url the address that was called @param body its answer, parsed @param productId `desk` pages without saying so
 */
export const nextPage = (url: string, body: unknown, productId: string): string | undefined => {
	const finance = z.safeParse(financeSchema, body);
	if (finance.success) {
		const {page, has_more_page: hasMore} = finance.data.page_context;
		return hasMore ? withQuery(url, {page: String(page + 1)}) : undefined;
	}
	const crm = z.safeParse(crmSchema, body);
	if (crm.success) {
		const {more_records: hasMore, page, next_page_token: token} = crm.data.info;
		if (!hasMore) return undefined;
		// Beyond 2,000 records CRM takes the token only, and not beside a page.
		if (token) return withQuery(url, {page_token: token, page: undefined});
		return page === undefined ? undefined : withQuery(url, {page: String(page + 1)});
	}
	const desk = productId === 'desk' ? z.safeParse(deskSchema, body) : undefined;
	return desk?.success ? deskPage(url, desk.data.data.length) : undefined;
};

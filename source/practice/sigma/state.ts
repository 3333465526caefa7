import * as z from 'zod/mini';
import {extensionIds} from '../../zoho/extensions/ids.js';
import {findProduct} from '../../zoho/products/table.js';
import {entranceOf} from '../../zoho/sigma/entrances.js';

const extensionSchema = z.object({
	id: z.string(),
	name: z.string(),
	/** Id of the product, as in `products.ts`. */
	product: z.string(),
});

const workspaceSchema = z.object({
	id: z.string(),
	name: z.string(),
	/** The data center whose Sigma it is in. */
	dataCenter: z.string(),
	extensions: z.array(extensionSchema),
});

/** Sigma's custom service. */
const serviceSchema = z.object({
	id: z.string(),
	workspace: z.string(),
	linkName: z.string(),
	fields: z.record(z.string(), z.string()),
});

const sigmaConnectionSchema = z.object({
	id: z.string(),
	workspace: z.string(),
	/** Where it was made: an extension's id, or a product of the workspace. */
	place: z.string(),
	service: z.string(),
	name: z.string(),
	linkName: z.string(),
	usesLoginUser: z.boolean(),
	/** Of the consent that is under way. */
	pending: z.optional(z.string()),
	tokens: z.optional(
		z.object({
			accessToken: z.string(),
			refreshToken: z.optional(z.string()),
			dataCenter: z.string(),
		}),
	),
});

export const sigmaSchema = z.object({
	workspaces: z.prefault(z.array(workspaceSchema), []),
	services: z.prefault(z.array(serviceSchema), []),
	connections: z.prefault(z.array(sigmaConnectionSchema), []),
});

export type Workspace = z.infer<typeof workspaceSchema>;
export type SigmaService = z.infer<typeof serviceSchema>;
export type SigmaConnection = z.infer<typeof sigmaConnectionSchema>;

/** Products that an extension can be for here, and where each has its connections: those of which that is documented. */
export const sigmaProducts = extensionIds.flatMap(id => {
	const product = findProduct(id);
	if (!product) return [];
	const {door, note} = entranceOf(product);
	return note === '' ? [{id, name: product.name, hasOwnConnections: door === 'extension'}] : [];
});

export type SigmaProduct = (typeof sigmaProducts)[number];

export const productOf = (id: string | undefined): SigmaProduct | undefined =>
	sigmaProducts.find(product => product.id === id);

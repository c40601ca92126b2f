import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

export type SampleAccount = {
  account: string;
  sector: string;
  year_established: string;
  revenue: string;
  employees: string;
  office_location: string;
  subsidiary_of: string;
};

export type SampleDeal = {
  opportunity_id: string;
  sales_agent: string;
  product: string;
  account: string;
  deal_stage: 'Prospecting' | 'Engaging' | 'Won' | 'Lost';
  engage_date: string;
  close_date: string;
  close_value: string;
};

type SampleProduct = { product: string; series: string; sales_price: string };

/** The one product that the pipeline spells in another way than the price list. */
export const productSpellings: Readonly<Record<string, string>> = { GTXPro: 'GTX Pro' };

/** Words of the accounts that are spelled in another way than everybody does. */
const spellings: Readonly<Record<string, string>> = { technolgy: 'technology', Philipines: 'Philippines' };

export const spelled = (word: string) => spellings[word] ?? word;

function read<Row>(file: string): Row[] {
  return parse<Row>(readFileSync(path.join(process.cwd(), 'db/seed/crm', file)), { columns: true, trim: true });
}

/** The rows of the sales data as they are, misspelled and with gaps. */
export function readSample(): {
  accounts: readonly SampleAccount[];
  deals: readonly SampleDeal[];
  prices: ReadonlyMap<string, number>;
} {
  const products = read<SampleProduct>('products.csv');
  return {
    accounts: read<SampleAccount>('accounts.csv'),
    deals: read<SampleDeal>('sales_pipeline.csv'),
    prices: new Map(products.map(({ product, sales_price: price }) => [product, Number(price)])),
  };
}

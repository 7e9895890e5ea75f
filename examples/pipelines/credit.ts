import { boolean, boosting, category, classification, csv, number } from 'predictql';

/** What the two definitions beside this file have in common: only their pipelines are written differently. */
export const credit = {
  major: 1,
  title: 'Credit risk',
  task: classification({ target: 'status', source: 'Status', classes: ['good', 'bad'], positive: 'bad' }),
  features: {
    seniority: number({ source: 'Seniority', unit: 'years', min: 0 }),
    home: category({
      source: 'Home',
      nullable: true,
      values: ['owner', 'rent', 'parents', 'other', 'priv', 'ignore'],
    }),
    term: number({ source: 'Time', unit: 'months', min: 1 }),
    age: number({ source: 'Age', unit: 'years', min: 18 }),
    hasRecords: boolean({ source: 'Records' }),
    expenses: number({ source: 'Expenses', min: 0 }),
    income: number({ source: 'Income', min: 0, nullable: true }),
    assets: number({ source: 'Assets', min: 0, nullable: true }),
    debt: number({ source: 'Debt', min: 0, nullable: true }),
    amount: number({ source: 'Amount', min: 0 }),
    price: number({ source: 'Price', min: 1 }),
  },
  data: csv('../../data/credit.csv'),
  estimator: boosting({ trees: 60, maxDepth: 3 }),
};

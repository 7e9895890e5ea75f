import { join } from 'node:path';
import { boolean, category, classification, number } from '../contract';
import { csv } from '../data';
import { boosting, defineModel, defineSearch, integer, logUniform, uniform } from '../training';

/** Whether an applicant for consumer credit will repay. */
export const creditRisk = defineModel({
  name: 'credit-risk',
  major: 1,
  title: 'Credit risk',
  description: 'Whether an application for consumer credit turns out good or bad.',
  task: classification({
    target: 'status',
    source: 'Status',
    description: 'How the credit turned out.',
    classes: ['good', 'bad'],
    positive: 'bad',
  }),
  features: {
    amount: number({ source: 'Amount', description: 'Sum that is asked for', min: 0 }),
    price: number({ source: 'Price', description: 'Price of the goods', min: 0 }),
    term: number({
      source: 'Time',
      unit: 'months',
      description: 'Time to repay',
      min: 1,
      max: 600,
      integer: true,
    }),
    age: number({ source: 'Age', unit: 'years', min: 18, max: 120, integer: true }),
    seniority: number({
      source: 'Seniority',
      unit: 'years',
      description: 'Time in the job',
      min: 0,
      max: 80,
      integer: true,
    }),
    home: category({
      source: 'Home',
      description: 'Home ownership',
      nullable: true,
      values: ['owner', 'rent', 'parents', 'other', 'priv', 'ignore'],
    }),
    maritalStatus: category({
      source: 'Marital',
      nullable: true,
      values: ['married', 'single', 'separated', 'widow', 'divorced'],
    }),
    job: category({
      source: 'Job',
      description: 'Kind of employment',
      nullable: true,
      values: ['fixed', 'freelance', 'partime', 'others'],
    }),
    hasRecords: boolean({ source: 'Records', description: 'Whether earlier debts are on record' }),
    expenses: number({ source: 'Expenses', description: 'Monthly expenses', min: 0 }),
    income: number({ source: 'Income', description: 'Monthly income', min: 0, nullable: true }),
    assets: number({ source: 'Assets', min: 0, nullable: true }),
    debt: number({ source: 'Debt', min: 0, nullable: true }),
  },
  data: csv(join(__dirname, '../../data/credit.csv')),
  pipeline: [],
  estimator: boosting({
    trees: 300,
    learningRate: 0.03,
    maxDepth: 3,
    minChildWeight: 5,
    l2: 5,
    subsample: 0.7,
    columnSample: 0.5,
  }),
  search: defineSearch({
    space: {
      learningRate: logUniform(0.01, 0.2),
      maxDepth: integer(2, 6),
      minChildWeight: logUniform(1, 20),
      l2: logUniform(0.1, 30),
      subsample: uniform(0.5, 1),
      columnSample: uniform(0.3, 1),
    },
    estimator: (parameters) => boosting({ trees: 300, ...parameters }),
  }),
});

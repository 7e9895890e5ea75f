import { graphql } from './generated';
import type { HousePriceV1Input } from './generated/graphql';
import { request } from './request';

const predictHousePrice = graphql(`
  query PredictHousePrice($inputs: [HousePriceV1Input!]!, $version: String! = "production") {
    predictHousePriceV1(inputs: $inputs, version: $version) {
      modelVersion {
        id
      }
      predictions {
        salePrice
      }
    }
  }
`);

/** Categories are unions of texts, so that a misspelled one does not compile; what is nullable is left out. */
const house: HousePriceV1Input = {
  lotArea: 9978,
  neighborhood: 'Gilbert',
  dwelling: 'Two_Story_1946_and_Newer',
  buildingType: 'OneFam',
  houseStyle: 'Two_Story',
  overallCondition: 'Above_Average',
  yearBuilt: 1998,
  yearRemodeled: 1998,
  livingArea: 1604,
  firstFloorArea: 926,
  secondFloorArea: 678,
  fullBaths: 2,
  bedrooms: 3,
  basementArea: 926,
  garageCars: 2,
  yearSold: 2010,
};

/** Asks the server at PREDICTQL_URL for the price of one house and prints it. */
async function main(): Promise<void> {
  const url = process.env.PREDICTQL_URL ?? 'http://localhost:4000';
  const { predictHousePriceV1 } = await request(url, predictHousePrice, { inputs: [house] });
  const { modelVersion, predictions } = predictHousePriceV1;
  for (const { salePrice } of predictions) console.log(`${modelVersion.id}: ${salePrice} USD`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

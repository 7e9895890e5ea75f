import { housePrice } from '../dist/models/house-price';

/** The house prices under another name, for a server that holds one model more. */
export const housePriceAgain = { ...housePrice, name: 'house-price-again' };

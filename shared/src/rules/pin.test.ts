import { describe, expect, test } from 'vitest';
import { NewPin, Pin } from './pin.ts';

describe('a PIN that may be chosen', () => {
  test.each([
    '0000',
    '77777777',
    '1234',
    '4321',
    '7890',
    '2468',
    '9876543',
    '1212',
    '12121',
    '123123',
    '12341234',
  ])('%s is too easy to guess', (pin) => {
    expect(NewPin.safeParse(pin).success).toBe(false);
    expect(Pin.safeParse(pin).success).toBe(true);
  });

  test.each(['2580', '1235', '1221', '90210', '31415926'])('%s is good', (pin) => {
    expect(NewPin.safeParse(pin).success).toBe(true);
  });

  test.each(['', '123', '123456789', '12a4', '１２３５', ' 2580'])('%s is no PIN', (pin) => {
    expect(NewPin.safeParse(pin).success).toBe(false);
  });
});

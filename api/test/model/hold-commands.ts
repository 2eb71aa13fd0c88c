/** Holding, changing a hold, giving it back, asking for the best seats, reading the map. */
import { lockBestSeats, lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import fc from 'fast-check';
import { agree, agreeRefused, command, type Command } from './command.ts';
import { buyers, picked } from './sales-model.ts';

const buyer = fc.constantFrom(...buyers);
const index = fc.nat(29);
const some = fc.array(index, { minLength: 1, maxLength: 3 });
const hasHolds = ({ holds }: { readonly holds: readonly unknown[] }): boolean => holds.length > 0;

export const hold: fc.Arbitrary<Command> = fc
  .record({ buyer, show: index, chairs: some })
  .map(({ buyer, show, chairs }) => {
    const name = `hold(${buyer}, ${show}, [${chairs.join()}])`;
    return command(name, {
      run: async (model, { clients }) => {
        const [id, seats] = [model.show(show), model.seats(chairs)];
        const taken = model.taken(id, seats);
        const answer = await clients[buyer].call(lockSeats, { params: { id }, body: { seats } });
        if (taken.length > 0) {
          agreeRefused(name, answer, { code: 'seats.taken', details: { seats: taken } });
          return;
        }
        agree(name, [answer.status, answer.body.hold.seats], [201, seats]);
        model.addHold({ id: answer.body.hold.id, buyer, show: id, seats });
      },
    });
  });

export const extendHold: fc.Arbitrary<Command> = fc
  .record({ which: index, more: fc.array(index, { maxLength: 2 }) })
  .map(({ which, more }) => {
    const name = `extendHold(${which}, [${more.join()}])`;
    return command(name, {
      ready: hasHolds,
      run: async (model, { clients }) => {
        const held = picked(model.holds, which);
        const seats = [...new Set([...held.seats, ...model.seats(more)])];
        const taken = model.taken(held.show, seats, held);
        const answer = await clients[held.buyer].call(lockSeats, {
          params: { id: held.show },
          body: { seats, holdId: held.id },
        });
        if (taken.length > 0) {
          agreeRefused(name, answer, { code: 'seats.taken', details: { seats: taken } });
          return;
        }
        model.addSeats(held, seats);
        agree(name, [answer.status, answer.body.hold.seats.toSorted()], [200, held.seats.toSorted()]);
      },
    });
  });

export const release: fc.Arbitrary<Command> = fc
  .record({ which: index, count: fc.integer({ min: 1, max: 4 }) })
  .map(({ which, count }) => {
    const name = `release(${which}, ${count})`;
    return command(name, {
      ready: hasHolds,
      run: async (model, { clients }) => {
        const held = picked(model.holds, which);
        const seats = held.seats.slice(0, count);
        const answer = await clients[held.buyer].call(releaseSeats, {
          params: { id: held.show },
          body: { holdId: held.id, seats },
        });
        model.dropSeats(held, seats);
        agree(name, answer.body.hold?.seats ?? [], held.seats);
      },
    });
  });

/** Which seats are the best is another test's question; here they have to be free, and as many as asked for. */
export const best: fc.Arbitrary<Command> = fc
  .record({ buyer, show: index, count: fc.integer({ min: 1, max: 4 }) })
  .map(({ buyer, show, count }) => {
    const name = `best(${buyer}, ${show}, ${count})`;
    return command(name, {
      run: async (model, { clients }) => {
        const id = model.show(show);
        const answer = await clients[buyer].call(lockBestSeats, { params: { id }, body: { count } });
        if (model.free(id).length < count) {
          agreeRefused(name, answer, { code: 'seats.taken' });
          return;
        }
        const { id: holdId, seats } = answer.body.hold;
        agree(name, [answer.status, new Set(seats).size, model.taken(id, seats)], [201, count, []]);
        model.addHold({ id: holdId, buyer, show: id, seats });
      },
    });
  });

export const readMap: fc.Arbitrary<Command> = index.map((show) => {
  const name = `readMap(${show})`;
  return command(name, {
    run: async (model, real) => {
      agree(name, await real.readMap(model.show(show)), model.map(model.show(show)));
    },
  });
});

import { Field, Int, ObjectType } from 'type-graphql';
import type { Violation } from '../contract';

@ObjectType('Violation', { description: 'One way in which one row breaks its contract.' })
export class ViolationType {
  constructor({ path, constraint, expected, received, message }: Violation) {
    this.path = path.map(String);
    this.constraint = constraint;
    this.expected = expected;
    this.received = received;
    this.message = message;
  }

  @Field(() => [String], { description: 'Where, from the argument down: inputs, 3, lotArea.' })
  readonly path: readonly string[];

  @Field(() => String, { description: 'Which rule: min, max, enum, ...' })
  readonly constraint: string;

  @Field(() => String, { description: 'What the value must do: be at least 1.' })
  readonly expected: string;

  @Field(() => String)
  readonly received: string;

  @Field(() => String)
  readonly message: string;
}

@ObjectType('InvalidRow', { description: 'A row that has no prediction, and why.' })
export class InvalidRowType {
  constructor(row: number, violations: readonly Violation[]) {
    this.row = row;
    this.violations = violations.map((violation) => new ViolationType(violation));
  }

  @Field(() => Int, { description: 'Its place among the inputs, from 0.' })
  readonly row: number;

  @Field(() => [ViolationType])
  readonly violations: readonly ViolationType[];
}

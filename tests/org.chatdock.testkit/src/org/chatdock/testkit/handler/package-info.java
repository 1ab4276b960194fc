// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * Does a handler keep what {@link org.chatdock.api.dispatch.MessageHandler} asks of it? Say how it is made and what it
 * is for, and run the class with JUnit 5:
 * <pre>{@code
 * class OrderHandlerContractTest extends MessageHandlerContractTest {
 *     @Override
 *     protected MessageHandler handler(ConversationStore store) {
 *         return new OrderHandler(store);
 *     }
 *
 *     @Override
 *     protected List<Message> samples() {
 *         return List.of(Messages.builder("ann", "1").type("order").extra("number", "A-1").build(),
 *                 Messages.builder("ann", "2").type("order").extra("number", "A-2").build());
 *     }
 * }
 * }</pre>
 * A handler that does something else than to store its message says in {@code effect()} what it has done, and one with
 * {@code @HandlesMessage} repeats in {@code properties()} what it declares. The fragment or bundle of the tests imports
 * this package, {@code org.chatdock.testkit}, the handler's own imports and {@code org.junit.jupiter.api}. A check that
 * does not apply is overridden, with {@code @Disabled} and the reason.
 * <p>
 * {@link org.chatdock.store.memory.MemoryStore} and {@link org.chatdock.testkit.store.FaultyStore} are of use in other
 * tests, too.
 */
package org.chatdock.testkit.handler;

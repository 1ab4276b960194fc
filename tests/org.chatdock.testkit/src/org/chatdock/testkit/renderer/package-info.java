// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * Does a renderer keep what {@link org.chatdock.ui.api.MessageRenderer} and {@link org.chatdock.ui.api.MessageBody} ask
 * of it? Say how it is made and what it shows, and run the class with JUnit 5:
 * <pre>{@code
 * class OrderRendererContractTest extends MessageRendererContractTest {
 *     @Override
 *     protected MessageRenderer renderer() {
 *         return new OrderRenderer();
 *     }
 *
 *     @Override
 *     protected List<Message> samples() {
 *         return List.of(Messages.builder("ann", "1").type("order").extra("number", "A-1").build(),
 *                 Messages.builder("ann", "2").type("order").extra("number", "A-2").build());
 *     }
 * }
 * }</pre>
 * The checks use real widgets in a window of their own, on the thread that runs the tests, which must be the display's;
 * on a machine without a screen Xvfb will do. With Tycho that is {@code <useUIHarness>false</useUIHarness>}, and the
 * SWT fragment of the platform among the {@code extraRequirements}. The fragment or bundle of the tests imports this
 * package, {@code org.chatdock.testkit}, the renderer's own imports and {@code org.junit.jupiter.api}. A check that
 * does not apply is overridden, with {@code @Disabled} and the reason.
 * <p>
 * {@link org.chatdock.testkit.renderer.BenchContext} is of use in other tests, too. This package needs SWT and
 * {@code org.chatdock.ui.api}; the rest of the test kit does not.
 */
package org.chatdock.testkit.renderer;

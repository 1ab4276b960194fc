// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * Chatdock without a workbench: for bots, checks and load tests. {@link org.chatdock.headless.Main} stands on the flat
 * class path beside the framework and starts it; {@code internal} works inside, as a bundle among the others.
 */
package org.chatdock.headless;

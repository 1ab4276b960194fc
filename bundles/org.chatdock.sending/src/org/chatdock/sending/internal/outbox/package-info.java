// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The outbox: what the agent sends is kept until the gateway has it. {@link OutboxEngine} decides, on a {@link Lane}:
 * nothing there waits, and all that is said to belong to the lane is used on it alone. What waits for the disk, and all
 * code of others, runs beside it on the threads of the send call. Time, chance, disk and call are given, so that tests
 * replace them.
 */
package org.chatdock.sending.internal.outbox;

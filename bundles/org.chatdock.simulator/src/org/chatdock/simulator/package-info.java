// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * A chat gateway in a box, for demos, training and tests: it speaks the gateway protocol on a loopback port, plays
 * scripted conversations, answers as the customer, redelivers what was not acknowledged, and fails on request.
 * <p>
 * Start at {@link org.chatdock.simulator.Gateway}; conversations are {@link org.chatdock.simulator.Script}s, trouble
 * is made through {@link org.chatdock.simulator.Faults}. {@link org.chatdock.simulator.Main} runs it as a process.
 */
package org.chatdock.simulator;

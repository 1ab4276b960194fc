// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The parts, as plain objects that work in a pure Eclipse 4 application and, by {@code e4view}, in the 3.x workbench;
 * and the bridge from Eclipse's preferences to our configuration.
 */
package org.chatdock.ui.e4.internal;

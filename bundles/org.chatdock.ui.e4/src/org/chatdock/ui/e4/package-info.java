// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * The parts, as plain objects that work in a pure Eclipse 4 application and, by {@code e4view}, in the 3.x workbench.
 * Not for anybody else.
 */
package org.chatdock.ui.e4;

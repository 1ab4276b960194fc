// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * Sits in a real workbench beside Chatdock and does what an agent does, with the mouse and the keyboard: the smoke run
 * of {@code releng/run.sh}. Knows the widgets by their ids only, never by their classes.
 */
package org.chatdock.smoke.internal;

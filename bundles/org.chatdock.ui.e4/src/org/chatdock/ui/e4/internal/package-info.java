// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** The bridge from Eclipse's preferences to our configuration. */
package org.chatdock.ui.e4.internal;

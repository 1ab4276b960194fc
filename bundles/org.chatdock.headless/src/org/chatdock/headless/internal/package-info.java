// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** What runs inside the framework. */
package org.chatdock.headless.internal;

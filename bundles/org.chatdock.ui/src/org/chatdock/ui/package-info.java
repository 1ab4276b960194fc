// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** The widgets, for the bundles that put them into a workbench. Not for anybody else. */
package org.chatdock.ui;

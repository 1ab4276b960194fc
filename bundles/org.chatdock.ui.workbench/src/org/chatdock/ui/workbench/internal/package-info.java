// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/** The 3.x layer: commands, status line and preference page. The views are the parts of {@code org.chatdock.ui.e4}. */
package org.chatdock.ui.workbench.internal;

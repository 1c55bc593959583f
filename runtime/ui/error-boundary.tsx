import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { message, uiMessages } from '#core/messages';

/** Shows a broken part as a sentence with a way on, instead of an empty page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const locale = document.documentElement.lang === 'en-US' ? 'en-US' : 'zh-CN';
    return (
      <div className="dx-empty" role="alert">
        <strong>{message(uiMessages, locale, 'broken.title')}</strong>
        <p>{message(uiMessages, locale, 'broken.help')}</p>
        <Button type="primary" onClick={() => location.reload()}>
          {message(uiMessages, locale, 'reload')}
        </Button>
      </div>
    );
  }
}
